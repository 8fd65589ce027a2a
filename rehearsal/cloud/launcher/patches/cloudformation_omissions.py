"""What the emulator's handlers of known types leave out and CDK's constructs rely on: the VPC's CidrBlock in Fn::GetAtt,
and the tags of a bucket, by which the custom resource that empties it knows that it may.
"""

import ministack.services.cloudformation.provisioners as provisioners
import ministack.services.ec2 as ec2
import ministack.services.s3 as s3
from patching import expect


def _vpc(vpc_id, props):
    block = ec2._vpcs[vpc_id]["CidrBlock"]
    return {"CidrBlock": block, "CidrBlockAssociations": [f"vpc-cidr-assoc-{vpc_id.partition('-')[2]}"]}


def _bucket(name, props):
    s3._bucket_tags[name] = {tag["Key"]: tag["Value"] for tag in props.get("Tags") or []}
    return {}


_MORE = {"AWS::EC2::VPC": _vpc, "AWS::S3::Bucket": _bucket}


def _create_with(handler, more):
    def create(logical_id, props, stack):
        physical_id, attributes = handler(logical_id, props, stack)
        return physical_id, {**more(physical_id, props), **attributes}

    return create


def _update_with(handler, more):
    def update(physical_id, old_props, new_props, *rest):
        physical_id, attributes = handler(physical_id, old_props, new_props, *rest)
        return physical_id, {**more(physical_id, new_props), **attributes}

    return update


def install():
    for kind, more in _MORE.items():
        handlers = provisioners._RESOURCE_HANDLERS.get(kind)
        expect(handlers and "create" in handlers and "update" in handlers, f"_RESOURCE_HANDLERS[{kind!r}]")
        handlers["create"] = _create_with(handlers["create"], more)
        handlers["update"] = _update_with(handlers["update"], more)
