"""Fills moto's backend of AWS Organizations from `OrganizationSeed` in ../seed.ts."""

import json

from moto.iam.models import iam_backends
from moto.organizations.models import organizations_backends

REGION = "us-east-1"
TRUSTED_SINCE = 1704067200


def document(value):
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def seed_organization(seed):
    management = seed["management"]
    organizations = organizations_backends[management]["aws"]
    organizations.create_organization(REGION, FeatureSet=seed.get("featureSet", "ALL"))
    organizations.org.id = seed.get("id", organizations.org.id)
    root = organizations.ou[0]
    ids = {"root": root.id}
    organizations.accounts[0].name = seed.get("managementName", "management")
    for unit in seed.get("units", []):
        ids[unit["name"]] = organizations.create_organizational_unit(ParentId=ids[unit.get("parent", "root")], Name=unit["name"])["OrganizationalUnit"]["Id"]
    for member in seed.get("members", []):
        # FakeAccount puts OrganizationAccountAccessRole into an account of a random id: undo that, the seed says what an account holds.
        organizations.create_account(AccountName=member["name"], Email=member.get("email", f"{member['id']}@example.com"))
        account = organizations.accounts[-1]
        del iam_backends[account.id]
        organizations_backends.master_accounts[member["id"]] = organizations_backends.master_accounts.pop(account.id)
        account.id = member["id"]
        account.parent_id = ids[member.get("unit", "root")]
        account.status = account.state = member.get("status", "ACTIVE")
    enabled = seed.get("policyTypes", ["SERVICE_CONTROL_POLICY"])
    for policy_type in enabled:
        organizations.enable_policy_type(RootId=root.id, PolicyType=policy_type)
    # While a policy type is off, nothing of it is attached: https://docs.aws.amazon.com/organizations/latest/userguide/enable-policy-type.html
    for policy in organizations.policies:
        if policy.type not in enabled:
            for target in policy.attachments:
                target.attached_policies.remove(policy)
            policy.attachments = []
    for policy_seed in seed.get("policies", []):
        made = organizations.create_policy(Name=policy_seed["name"], Type=policy_seed.get("type", "SERVICE_CONTROL_POLICY"), Description="", Content=document(policy_seed["document"]))
        for target in policy_seed.get("targets", []):
            organizations.attach_policy(PolicyId=made["Policy"]["PolicySummary"]["Id"], TargetId=ids.get(target, target))
    # Straight into the list: moto refuses services it has not heard of, such as IAM.
    for service in seed.get("trustedServices", []):
        organizations.services.append({"ServicePrincipal": service, "DateEnabled": TRUSTED_SINCE})
    return organizations.org.id
