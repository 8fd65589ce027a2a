"""A web ACL in front of a load balancer refuses what its rules match, with a 403. The emulator keeps ACLs and inspects
nothing. Of AWS's managed rules this one is here that every client of ours can meet: NoUserAgent_HEADER of
AWSManagedRulesCommonRuleSet refuses a request without a User-Agent
(https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html). A rule that the ACL sets to
count refuses nothing.
"""

import ministack.services.cloudformation.provisioners as provisioners
import ministack.services.waf as waf
import outages
from ministack.core.responses import get_region
from patching import expect

_GROUP = "AWSManagedRulesCommonRuleSet"
_RULE = "NoUserAgent_HEADER"
# In a region that is probe-forbidden, a rule that a team wrote refuses these.
_PROBES = "sluice-primary-monitor"


def refuses(load_balancer_arn, headers):
    """Whether the ACL of this load balancer, if it has one, refuses a request with these headers."""
    agent = headers.get("user-agent")
    if agent:
        return outages.state_of(get_region()) == outages.PROBE_FORBIDDEN and agent == _PROBES
    acl_arn = waf._associations.get(load_balancer_arn)
    return any(_blocks(rule) for acl in waf._web_acls.values() if acl["ARN"] == acl_arn for rule in acl["Rules"])


def _blocks(rule):
    group = rule.get("Statement", {}).get("ManagedRuleGroupStatement", {})
    if group.get("Name") != _GROUP or "Count" in rule.get("OverrideAction", {}):
        return False
    overrides = {one["Name"]: one["ActionToUse"] for one in group.get("RuleActionOverrides", [])}
    return "Block" in overrides.get(_RULE, {"Block": {}})


def _associate(logical_id, props, stack):
    waf._associations[props["ResourceArn"]] = props["WebACLArn"]
    return f"{props['ResourceArn']}|{props['WebACLArn']}", {}


def _update(physical_id, old, new, stack):
    waf._associations[new["ResourceArn"]] = new["WebACLArn"]
    return physical_id, {}


def _remove(physical_id, props):
    waf._associations.pop(physical_id.partition("|")[0], None)


def install():
    kind = "AWS::WAFv2::WebACLAssociation"
    expect(kind not in provisioners._RESOURCE_HANDLERS, f"the absence of {kind}")
    provisioners._RESOURCE_HANDLERS[kind] = {"create": _associate, "update": _update, "delete": _remove}
