"""CloudFormation types the emulator refuses with `Unrecognized resource types`. STUBS below accepts the ones that change
nothing a rehearsal looks at; cloudformation_resources makes the others real. Any other type keeps failing loudly.
"""

import random
import string
import uuid

import ministack.services.cloudformation.provisioners as provisioners
from ministack.core.responses import get_account_id, get_region
from patching import expect

# type: (what Ref returns, what Fn::GetAtt returns, why it need not be real here)
STUBS = {
    "AWS::Backup::RestoreTestingPlan": (
        "{RestoreTestingPlanName}",
        {"RestoreTestingPlanArn": "arn:aws:backup:{region}:{account}:restore-testing-plan:{RestoreTestingPlanName}-{uuid}"},
        "no rehearsal takes a month",
    ),
    "AWS::Backup::RestoreTestingSelection": (
        "{RestoreTestingPlanName}|{RestoreTestingSelectionName}",
        {},
        "no rehearsal takes a month",
    ),
    "AWS::Budgets::Budget": ("{name}", {}, "money is not spent here"),
    "AWS::CE::AnomalyMonitor": ("arn:aws:ce::{account}:anomalymonitor/{uuid}", {}, "money is not spent here"),
    "AWS::CE::AnomalySubscription": ("arn:aws:ce::{account}:anomalysubscription/{uuid}", {}, "money is not spent here"),
    "AWS::CloudTrail::Trail": (
        "{name}",
        {"Arn": "arn:aws:cloudtrail:{region}:{account}:trail/{name}", "SnsTopicArn": ""},
        "no rehearsal reads the audit log",
    ),
    "AWS::CloudWatch::AnomalyDetector": ("{uuid}", {"Id": "{uuid}"}, "no model is trained in minutes"),
    "AWS::CodeStarNotifications::NotificationRule": (
        "arn:aws:codestar-notifications:{region}:{account}:notificationrule/{uuid}",
        {"Arn": "arn:aws:codestar-notifications:{region}:{account}:notificationrule/{uuid}"},
        "no person is notified by chat",
    ),
    "AWS::Chatbot::SlackChannelConfiguration": (
        "arn:aws:chatbot::{account}:chat-configuration/slack-channel/{name}",
        {"Arn": "arn:aws:chatbot::{account}:chat-configuration/slack-channel/{name}"},
        "no person is notified by chat",
    ),
    "AWS::EC2::NetworkAcl": ("acl-{hex17}", {"Id": "acl-{hex17}"}, "packets do not pass a network here"),
    "AWS::EC2::NetworkAclEntry": ("{name}", {"Id": "{name}"}, "packets do not pass a network here"),
    "AWS::EC2::SubnetNetworkAclAssociation": (
        "aclassoc-{hex17}",
        {"AssociationId": "aclassoc-{hex17}"},
        "packets do not pass a network here",
    ),
    "AWS::SSM::Document": ("{name}", {}, "no runbook is executed here"),
    "AWS::SSM::MaintenanceWindow": ("mw-{hex17}", {}, "no runbook is executed here"),
    "AWS::Synthetics::Canary": ("{name}", {"Id": "{uuid}", "State": "RUNNING"}, "probes are the product's own Lambdas"),
    "AWS::WAFv2::IPSet": (
        "{name}|{uuid}|REGIONAL",
        {"Arn": "arn:aws:wafv2:{region}:{account}:regional/ipset/{name}/{uuid}", "Id": "{uuid}"},
        "traffic is not inspected here",
    ),
    "AWS::WAFv2::LoggingConfiguration": ("{ResourceArn}", {"ManagedByFirewallManager": "false"}, "traffic is not inspected here"),
    "AWS::XRay::Group": (
        "arn:aws:xray:{region}:{account}:group/{GroupName}/{uuid}",
        {"GroupARN": "arn:aws:xray:{region}:{account}:group/{GroupName}/{uuid}"},
        "traces are not collected",
    ),
    "AWS::XRay::SamplingRule": (
        "arn:aws:xray:{region}:{account}:sampling-rule/{name}",
        {"RuleARN": "arn:aws:xray:{region}:{account}:sampling-rule/{name}"},
        "traces are not collected",
    ),
    "AWS::XRay::ResourcePolicy": ("{name}", {}, "traces are not collected"),
    "AWS::XRay::TransactionSearchConfig": ("{account}", {"AccountId": "{account}"}, "traces are not collected"),
    "AWS::Logs::QueryDefinition": ("{uuid}", {"QueryDefinitionId": "{uuid}"}, "a saved query for people"),
    "AWS::ResourceGroups::Group": (
        "{name}",
        {"Arn": "arn:aws:resource-groups:{region}:{account}:group/{name}"},
        "a saved search for people",
    ),
    "AWS::ApplicationSignals::ServiceLevelObjective": (
        "arn:aws:application-signals:{region}:{account}:slo/{name}",
        {"Arn": "arn:aws:application-signals:{region}:{account}:slo/{name}"},
        "the judge decides, not the objective",
    ),
}


class _Values(dict):
    """The properties of the resource, and what AWS would make up; a property that is not given reads as its name."""

    def __missing__(self, key):
        return self["name"]


def _values(logical_id, props, stack):
    named = (v for k, v in props.items() if k.endswith("Name") and isinstance(v, str))
    suffix = "".join(random.choices(string.ascii_uppercase + string.digits, k=12))
    return _Values(
        {k: v for k, v in props.items() if isinstance(v, (str, int))},
        name=next(named, f"{stack}-{logical_id}-{suffix}"),
        region=get_region(),
        account=get_account_id(),
        uuid=str(uuid.uuid4()),
        hex17=uuid.uuid4().hex[:17],
    )


def _stub(ref, attributes):
    made = {}

    def create(logical_id, props, stack):
        values = _values(logical_id, props, stack)
        physical_id = ref.format_map(values)
        made[physical_id] = {name: value.format_map(values) for name, value in attributes.items()}
        return physical_id, made[physical_id]

    def update(physical_id, old, new, stack):
        return physical_id, made.get(physical_id, {})

    return {"create": create, "update": update, "delete": lambda physical_id, props: made.pop(physical_id, None)}


def install():
    handlers = provisioners._RESOURCE_HANDLERS
    expect(isinstance(handlers, dict), "provisioners._RESOURCE_HANDLERS")
    for kind, (ref, attributes, _reason) in STUBS.items():
        expect(kind not in handlers, f"the absence of {kind}")
        handlers[kind] = _stub(ref, attributes)
