"""On AWS a function of one region knows nothing of its namesake in another. The emulator, when it creates or updates
one, ends the workers of both: an invocation that runs in the other region dies, and a custom resource then never answers.
"""

import ministack.services.lambda_svc as lambda_service
from patching import replace


def install():
    def invalidate(func_name, qualifier=None, account=None, region=None):
        account = account or lambda_service.get_account_id()
        return original(func_name, qualifier, account, region or lambda_service.get_region())

    original = replace(lambda_service, "invalidate_worker", invalidate, "func_name qualifier account region")
