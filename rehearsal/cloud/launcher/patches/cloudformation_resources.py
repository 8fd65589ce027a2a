"""CloudFormation types the emulator refuses although its own API can do what they stand for: these become real, through
that API, so that a Describe call finds what the template says.
"""

import json
import re
import uuid

import ministack.services.backup as backup
import ministack.services.cloudformation.provisioners as provisioners
import ministack.services.cloudwatch as cloudwatch
import ministack.services.ec2 as ec2
import ministack.services.ecs as ecs
import ministack.services.eventbridge as eventbridge
import ministack.services.rds as rds
import ministack.services.stepfunctions as stepfunctions
from ministack.core.responses import get_account_id, get_region
from patching import expect


def _ask(handler, *arguments):
    """Calls an API function of the emulator; its refusal becomes the reason why the resource failed."""
    status, _, body = handler(*arguments)
    text = body.decode() if isinstance(body, bytes) else body
    if status >= 400:
        raise ValueError(text)
    return text


def _xml_value(text, name):
    return re.search(rf"<{name}>([^<]*)</{name}>", text).group(1)


def _generated_name(props, stack, logical_id, field):
    return props.get(field) or f"{stack}-{logical_id}-{uuid.uuid4().hex[:12].upper()}"


def _security_group_rule(direction, permissions_field):
    def group_of(props):
        group = ec2._security_groups.get(props.get("GroupId", ""))
        if group is None:
            raise ValueError(f"The security group '{props.get('GroupId')}' does not exist")
        return group.setdefault(permissions_field, [])

    def create(logical_id, props, stack):
        permissions = group_of(props)
        permissions.extend(p for p in provisioners._ec2_sg_permissions([props]) if p not in permissions)
        rule = f"sgr-{uuid.uuid4().hex[:17]}"
        return rule, {"Id": rule}

    def update(physical_id, old, new, stack):
        delete(physical_id, old)
        create(physical_id, new, stack)
        return physical_id, {"Id": physical_id}

    def delete(physical_id, props):
        group = ec2._security_groups.get(props.get("GroupId", ""))
        for permission in provisioners._ec2_sg_permissions([props]) if group else []:
            if permission in group.get(permissions_field, []):
                group[permissions_field].remove(permission)

    return f"AWS::EC2::SecurityGroup{direction}", {"create": create, "update": update, "delete": delete}


def _kept(create, delete, attributes=lambda physical_id: {}):
    """Handlers of a type whose updates change nothing that the emulator keeps."""
    return {"create": create, "update": lambda i, old, new, stack: (i, attributes(i)), "delete": delete}


def _elastic_ip():
    def create(logical_id, props, stack):
        allocation = _xml_value(_ask(ec2._allocate_address, {"Domain": "vpc"}), "allocationId")
        provisioners._ec2_apply_tags(allocation, props)
        address = ec2._addresses[allocation]["PublicIp"]
        return address, {"AllocationId": allocation, "PublicIp": address}

    def attributes(address):
        found = (a["AllocationId"] for a in ec2._addresses.values() if a["PublicIp"] == address)
        return {"AllocationId": next(found, ""), "PublicIp": address}

    def delete(address, props):
        ec2._release_address({"AllocationId": attributes(address)["AllocationId"]})

    return "AWS::EC2::EIP", _kept(create, delete, attributes)


def _nat_gateway():
    def create(logical_id, props, stack):
        params = {k: str(props[k]) for k in ("SubnetId", "AllocationId", "ConnectivityType") if props.get(k)}
        gateway = _xml_value(_ask(ec2._create_nat_gateway, params), "natGatewayId")
        provisioners._ec2_apply_tags(gateway, props)
        return gateway, {"NatGatewayId": gateway}

    def delete(gateway, props):
        ec2._delete_nat_gateway({"NatGatewayId": gateway})

    return "AWS::EC2::NatGateway", _kept(create, delete, lambda gateway: {"NatGatewayId": gateway})


def _flow_log():
    def create(logical_id, props, stack):
        fields = ("ResourceType", "TrafficType", "LogDestinationType", "LogDestination", "LogGroupName")
        params = {k: str(props[k]) for k in fields if props.get(k)}
        text = _ask(ec2._create_flow_logs, {**params, "ResourceId.1": props.get("ResourceId", "")})
        log = re.search(r"<item>(fl-[^<]+)</item>", text).group(1)
        return log, {"Id": log}

    def delete(log, props):
        ec2._delete_flow_logs({"FlowLogId.1": log})

    return "AWS::EC2::FlowLog", _kept(create, delete, lambda log: {"Id": log})


def _capacity_providers():
    def put(cluster, providers, strategy):
        _ask(
            ecs._put_cluster_capacity_providers,
            {"cluster": cluster, "capacityProviders": providers, "defaultCapacityProviderStrategy": strategy},
        )

    def create(logical_id, props, stack):
        strategy = provisioners._pascal_to_camel(props.get("DefaultCapacityProviderStrategy") or [])
        put(props["Cluster"], props.get("CapacityProviders") or [], strategy)
        return props["Cluster"], {}

    def delete(cluster, props):
        ecs._put_cluster_capacity_providers(
            {"cluster": cluster, "capacityProviders": [], "defaultCapacityProviderStrategy": []}
        )

    handlers = {"create": create, "update": lambda i, old, new, stack: create(i, new, stack), "delete": delete}
    return "AWS::ECS::ClusterCapacityProviderAssociations", handlers


def _composite_alarm():
    def put(name, props):
        _ask(cloudwatch._put_composite_alarm, {}, {**props, "AlarmName": name}, False, True)
        return name, {"Arn": f"arn:aws:cloudwatch:{get_region()}:{get_account_id()}:alarm:{name}"}

    def delete(name, props):
        cloudwatch._composite_alarms.pop(name, None)
        cloudwatch._composite_triggers.pop(name, None)

    return "AWS::CloudWatch::CompositeAlarm", {
        "create": lambda logical_id, props, stack: put(_generated_name(props, stack, logical_id, "AlarmName"), props),
        "update": lambda name, old, new, stack: put(name, new),
        "delete": delete,
    }


def _event_archive():
    def fields(name, props):
        pattern = props.get("EventPattern")
        source = {"ArchiveName": name, "EventSourceArn": props.get("SourceArn", "")}
        kept = {k: props[k] for k in ("Description", "RetentionDays") if k in props}
        return {**source, **kept, **({"EventPattern": json.dumps(pattern)} if pattern else {})}

    def attributes(name):
        return {"ArchiveName": name, "Arn": f"arn:aws:events:{get_region()}:{get_account_id()}:archive/{name}"}

    def create(logical_id, props, stack):
        name = _generated_name(props, stack, logical_id, "ArchiveName")[:48]
        _ask(eventbridge._create_archive, fields(name, props))
        return name, attributes(name)

    def update(name, old, new, stack):
        _ask(eventbridge._update_archive, fields(name, new))
        return name, attributes(name)

    delete = lambda name, props: eventbridge._delete_archive({"ArchiveName": name})
    return "AWS::Events::Archive", {"create": create, "update": update, "delete": delete}


def _event_bus_policy():
    def put(statement_id, props):
        statement = props.get("Statement") or {}
        given = {k: statement.get(k) or props.get(k) for k in ("Principal", "Action", "Condition")}
        request = {"EventBusName": props.get("EventBusName", "default"), "StatementId": statement_id}
        _ask(eventbridge._put_permission, {**request, **{k: v for k, v in given.items() if v}})
        return statement_id, {}

    def delete(statement_id, props):
        bus = props.get("EventBusName", "default")
        eventbridge._remove_permission({"EventBusName": bus, "StatementId": statement_id})

    return "AWS::Events::EventBusPolicy", {
        "create": lambda logical_id, props, stack: put(props.get("StatementId", logical_id), props),
        "update": lambda statement_id, old, new, stack: put(statement_id, new),
        "delete": delete,
    }


def _state_machine_version():
    def create(logical_id, props, stack):
        request = {"stateMachineArn": props["StateMachineArn"], "description": props.get("Description", "")}
        arn = json.loads(_ask(stepfunctions._publish_state_machine_version, request))["stateMachineVersionArn"]
        return arn, {"Arn": arn}

    delete = lambda arn, props: stepfunctions._delete_state_machine_version({"stateMachineVersionArn": arn})
    # Every property needs replacement, so an update is a create.
    return "AWS::StepFunctions::StateMachineVersion", {"create": create, "delete": delete}


def _state_machine_alias():
    def routing(props):
        preference = props.get("DeploymentPreference") or {}
        if preference.get("StateMachineVersionArn"):
            return [{"stateMachineVersionArn": preference["StateMachineVersionArn"], "weight": 100}]
        rows = props.get("RoutingConfiguration") or []
        return [{"stateMachineVersionArn": r["StateMachineVersionArn"], "weight": int(r["Weight"])} for r in rows]

    def create(logical_id, props, stack):
        request = {"name": props.get("Name", logical_id), "routingConfiguration": routing(props)}
        arn = json.loads(_ask(stepfunctions._create_state_machine_alias, request))["stateMachineAliasArn"]
        return arn, {"Arn": arn}

    def update(arn, old, new, stack):
        request = {"stateMachineAliasArn": arn, "routingConfiguration": routing(new)}
        _ask(stepfunctions._update_state_machine_alias, request)
        return arn, {"Arn": arn}

    delete = lambda arn, props: stepfunctions._delete_state_machine_alias({"stateMachineAliasArn": arn})
    return "AWS::StepFunctions::StateMachineAlias", {"create": create, "update": update, "delete": delete}


def _backup_selection():
    def create(logical_id, props, stack):
        plan = props["BackupPlanId"]
        selection = json.loads(_ask(backup._create_selection, plan, {"BackupSelection": props["BackupSelection"]}))
        physical_id = f"{plan}|{selection['SelectionId']}"
        return physical_id, {"Id": physical_id, "BackupPlanId": plan, "SelectionId": selection["SelectionId"]}

    def delete(physical_id, props):
        backup._delete_selection(*physical_id.split("|"))

    return "AWS::Backup::BackupSelection", {"create": create, "delete": delete}


def _global_cluster():
    def create(logical_id, props, stack):
        name = props.get("GlobalClusterIdentifier") or f"{stack}-{logical_id}-{uuid.uuid4().hex[:12]}".lower()
        fields = ("Engine", "SourceDBClusterIdentifier", "DatabaseName")
        params = {k: str(props[k]) for k in fields if props.get(k)}
        switches = {k: str(props.get(k, False)).lower() for k in ("StorageEncrypted", "DeletionProtection")}
        # The emulator knows few engine versions; which one it is does not matter here.
        _ask(rds._create_global_cluster, {**params, **switches, "GlobalClusterIdentifier": name})
        return name, {}

    delete = lambda name, props: rds._delete_global_cluster({"GlobalClusterIdentifier": name})
    return "AWS::RDS::GlobalCluster", _kept(create, delete)


def install():
    handlers = provisioners._RESOURCE_HANDLERS
    rows = (
        _security_group_rule("Ingress", "IpPermissions"),
        _security_group_rule("Egress", "IpPermissionsEgress"),
        _elastic_ip(),
        _nat_gateway(),
        _flow_log(),
        _capacity_providers(),
        _composite_alarm(),
        _event_archive(),
        _event_bus_policy(),
        _state_machine_version(),
        _state_machine_alias(),
        _backup_selection(),
        _global_cluster(),
    )
    for kind, made in rows:
        expect(kind not in handlers, f"the absence of {kind}")
        handlers[kind] = made
