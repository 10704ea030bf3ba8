"""Fills moto's backends from a JSON seed, then serves them.

stdin: one line of JSON (`AwsSeed` in ../seed.ts). stdout: one line of JSON, `{port, sessions, keys, organizationId}`, as soon as the server answers.
Seeding inside the process is the only way to back-date things (moto dates whatever comes over HTTP "now"), and takes 1.5 s where HTTP takes minutes.
The process ends when its stdin does, so that a killed test run leaves nothing behind.
"""

import json
import logging
import os
import sys
import threading
from datetime import datetime, timezone

from moto.iam.models import AWSManagedPolicy, AccessKeyLastUsed, AccountPasswordPolicy, User, iam_backends
from moto.moto_api._internal import mock_random
from moto.sts.models import sts_backends
from organization import seed_organization

REGION = "us-east-1"
# Stands in while moto's syntax check looks: the seed's own document may be broken on purpose.
WELL_FORMED = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})


def moment(text):
    """moto's dates are naive UTC."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc).replace(tzinfo=None)


def document(value):
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def credential_report_row(user):
    """The row as AWS writes it: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html"""

    def stamp(date):
        return date.strftime("%Y-%m-%dT%H:%M:%S+00:00") if date else "N/A"

    row = [user.name, user.arn, stamp(user.create_date), "true" if user.password else "false"]
    if user.password:
        used = stamp(user.password_last_used) if user.password_last_used else "no_information"
        row += [used, stamp(getattr(user, "password_last_changed", user.create_date)), "N/A"]
    else:
        row += ["N/A", "N/A", "N/A"]
    row.append("true" if user.mfa_devices else "false")
    for slot in range(2):
        if slot >= len(user.access_keys):
            row += ["false", "N/A", "N/A", "N/A", "N/A"]
            continue
        key = user.access_keys[slot]
        row += ["true" if key.status == "Active" else "false", stamp(key.create_date)]
        row += [stamp(key.last_used.timestamp), key.last_used.region, key.last_used.service] if key.last_used else ["N/A", "N/A", "N/A"]
    certificates = list(user.signing_certificates.values())
    for slot in range(2):
        has = slot < len(certificates)
        row += ["true" if has and certificates[slot].status == "Active" else "false", stamp(certificates[slot].upload_date) if has else "N/A"]
    return ",".join(row) + "\n"


User.to_csv = credential_report_row

aws_managed = None


def managed_policy(iam, arn):
    """An AWS-managed policy is made when something is attached to it: AWS reports only the attached ones."""
    global aws_managed
    if arn in iam.managed_policies:
        return iam.managed_policies[arn]
    if aws_managed is None:
        from moto.iam.aws_managed_policies import aws_managed_policies_data

        aws_managed = json.loads(aws_managed_policies_data)
    name = arn.rsplit("/", 1)[1]
    policy = AWSManagedPolicy.from_data(name, iam.account_id, REGION, aws_managed[name])
    # The path of the catalogue wins, so that a seed that names a wrong one is refused.
    if policy.arn != arn:
        raise ValueError(f"no AWS-managed policy {arn}: it is {policy.arn}")
    name_policy(policy)
    iam.aws_managed_policies.append(policy)
    iam.managed_policies[arn] = policy
    return policy


def unique_id(prefix):
    """https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids"""
    return prefix + "".join(mock_random.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") for _ in range(17))


def name_policy(policy):
    # moto leaves these two members out of GetAccountAuthorizationDetails unless the object has them under these names.
    policy.policy_name = policy.name
    policy.policy_id = policy.id = unique_id("ANPA")


def give_policies(iam, holder, seed):
    for arn in seed.get("attached", []):
        managed_policy(iam, arn).attach_to(holder)
    for name, inline in seed.get("inline", {}).items():
        holder.put_policy(name, document(inline))


def tags_of(seed):
    return [{"Key": key, "Value": value} for key, value in seed.get("tags", {}).items()]


def seed_policies(iam, seeds):
    for seed in seeds:
        policy = iam.create_policy(seed.get("description", ""), seed.get("path", "/"), WELL_FORMED, seed["name"], tags_of(seed))
        versions = seed.get("versions", [seed.get("document")])
        name_policy(policy)
        policy.versions[0].document = document(versions[0])
        for later in versions[1:]:
            version = iam.create_policy_version(policy.arn, WELL_FORMED, "true")
            version.document = document(later)
        if "created" in seed:
            policy.create_date = policy.update_date = moment(seed["created"])


def seed_groups(iam, seeds):
    for seed in seeds:
        group = iam.create_group(seed["name"], seed.get("path", "/"))
        group.id = unique_id("AGPA")
        group.create_date = moment(seed["created"]) if "created" in seed else group.create_date
        give_policies(iam, group, seed)


def seed_user(iam, seed, keys):
    user = iam.create_user(REGION, seed["name"], seed.get("path", "/"), tags_of(seed))
    user.id = seed.get("id", unique_id("AIDA"))
    user.create_date = moment(seed["created"]) if "created" in seed else user.create_date
    if "password" in seed:
        password = seed["password"]
        iam.create_login_profile(user.name, "correct horse battery staple")
        user.password_last_changed = moment(password["changed"]) if "changed" in password else user.create_date
        user.password_last_used = moment(password["lastUsed"]) if "lastUsed" in password else None
    for key_seed in seed.get("accessKeys", []):
        key = iam.create_access_key(user.name, status="Active" if key_seed.get("active", True) else "Inactive")
        if "id" in key_seed:
            del iam.access_keys[key.access_key_id]
            key.access_key_id = key_seed["id"]
            iam.access_keys[key.access_key_id] = key
        key.create_date = moment(key_seed["created"]) if "created" in key_seed else key.create_date
        if "lastUsed" in key_seed:
            used = key_seed["lastUsed"]
            key.last_used = AccessKeyLastUsed(moment(used["date"]), used["service"], used["region"])
        keys[key.access_key_id] = {"account": iam.account_id, "secretAccessKey": key.secret_access_key, "user": user.name}
    for group in seed.get("groups", []):
        iam.add_user_to_group(group, user.name)
    for key_seed in seed.get("sshKeys", []):
        key = user.upload_ssh_public_key("ssh-rsa AAAA")
        key.ssh_public_key_id = key_seed["id"]
        key.status = "Active" if key_seed.get("active", True) else "Inactive"
        key.upload_date = moment(key_seed["uploaded"])
    if "mfa" in seed:
        device = iam.create_virtual_mfa_device(seed["mfa"].get("name", user.name), "/")
        iam.enable_mfa_device(user.name, device.serial_number, "123456", "654321")
        device.enable_date = moment(seed["mfa"]["enabled"]) if "enabled" in seed["mfa"] else device.enable_date
    if "boundary" in seed:
        # moto keeps no boundary of users, but writes this attribute into UserDetail when it is there.
        user.permissions_boundary = {"PermissionsBoundaryType": "PermissionsBoundaryPolicy", "PermissionsBoundaryArn": seed["boundary"]}
    give_policies(iam, user, seed)


def seed_role(iam, seed):
    role = iam.create_role(seed["name"], document(seed["trust"]), seed.get("path", "/"), seed.get("boundary"), seed.get("description", ""), tags_of(seed), str(seed.get("maxSessionSeconds", 3600)))
    if "id" in seed:
        del iam.roles[role.id]
        role.id = seed["id"]
        iam.roles[role.id] = role
    role.create_date = moment(seed["created"]) if "created" in seed else role.create_date
    if "lastUsed" in seed:
        role.last_used = moment(seed["lastUsed"]["date"])
        role.last_used_region = seed["lastUsed"]["region"]
    give_policies(iam, role, seed)
    if seed.get("instanceProfile"):
        iam.create_instance_profile(role.name, "/", [role.name], [])


def seed_providers(iam, seed):
    for provider_seed in seed.get("samlProviders", []):
        provider = iam.create_saml_provider(provider_seed["name"], provider_seed["metadata"])
        provider.create_date = moment(provider_seed["created"]) if "created" in provider_seed else provider.create_date
        provider.valid_until = moment(provider_seed["validUntil"]) if "validUntil" in provider_seed else provider.valid_until
    for provider_seed in seed.get("oidcProviders", []):
        provider = iam.create_open_id_connect_provider(provider_seed["url"], provider_seed.get("thumbprints", []), provider_seed.get("clientIds", []), tags_of(provider_seed))
        provider.create_date = moment(provider_seed["created"]) if "created" in provider_seed else provider.create_date


def seed_account(account_id, seed, sessions, keys):
    iam = iam_backends[account_id]["aws"]
    seed_policies(iam, seed.get("policies", []))
    seed_groups(iam, seed.get("groups", []))
    for user in seed.get("users", []):
        seed_user(iam, user, keys)
    for role in seed.get("roles", []):
        seed_role(iam, role)
    seed_providers(iam, seed)
    for name in seed.get("unassignedMfaDevices", []):
        iam.create_virtual_mfa_device(name, "/")
    if "passwordPolicy" in seed:
        policy = seed["passwordPolicy"]
        iam.account_password_policy = AccountPasswordPolicy(
            policy.get("allowUsersToChange", False), policy.get("hardExpiry", False), policy.get("maxAgeDays", 0), policy.get("minimumLength", 6),
            policy.get("reusePrevention", 0), policy.get("lowercase", False), policy.get("numbers", False), policy.get("symbols", False), policy.get("uppercase", False),
        )
    # AWS answers "none" by leaving these out, not by 0.
    if iam.account_password_policy:
        iam.account_password_policy.password_reuse_prevention = iam.account_password_policy.password_reuse_prevention or None
        iam.account_password_policy.max_password_age = iam.account_password_policy.max_password_age or None
    session = sts_backends[account_id]["aws"].assume_role(REGION, "postern", f"arn:aws:iam::{account_id}:role/{seed.get('scannerRole', 'PosternReadOnly')}", None, 3600, None)
    sessions[account_id] = {"accessKeyId": session.access_key_id, "secretAccessKey": session.secret_access_key, "sessionToken": session.session_token}


def main():
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    seed = json.loads(sys.stdin.readline())
    mock_random.seed(seed.get("randomSeed", 1))
    sessions, keys = {}, {}
    organization_id = seed_organization(seed["organization"]) if "organization" in seed else None
    for account_id, account in seed["accounts"].items():
        seed_account(account_id, account, sessions, keys)
    server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), True)
    print(json.dumps({"port": server.server_port, "sessions": sessions, "keys": keys, "organizationId": organization_id}), flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    server.serve_forever()


if __name__ == "__main__":
    main()
