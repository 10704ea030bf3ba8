"""Holds answers against the AWS service models that botocore ships.

stdin: JSON, `[{service, operation, answer} | {service, operation, error}]`. stdout: JSON, a list of complaints, empty if the model allows all of it.
"""

import base64
import json
import re
import sys

import botocore.session
from botocore.validate import ParamValidator

# Any operation may answer these: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
COMMON_ERRORS = {"ValidationError"}

session = botocore.session.get_session()
loader = session.get_component("data_loader")
LEAST_LENGTH = re.compile(r"value: 0, valid min length: 1$")
NAMES = {"access-analyzer": "accessanalyzer", "monitoring": "cloudwatch", "sso": "sso-admin"}


def operation_of(model, name):
    from botocore.model import ServiceModel

    return ServiceModel(model).operation_model(name)


def unknown_members(shape, value, path):
    """botocore's validator passes over members that the model does not have."""
    if shape.type_name == "structure":
        for name, member in value.items():
            if name not in shape.members:
                yield f"{path}.{name} is not in the model"
            else:
                yield from unknown_members(shape.members[name], member, f"{path}.{name}")
    elif shape.type_name == "list":
        for n, item in enumerate(value):
            yield from unknown_members(shape.member, item, f"{path}[{n}]")
    elif getattr(shape, "enum", None) and value not in shape.enum:
        yield f"{path}: {value!r} is not one of {shape.enum}"


def with_blobs(shape, value):
    if shape.type_name == "blob":
        return base64.b64decode(value)
    if shape.type_name == "structure":
        return {name: with_blobs(shape.members[name], member) if name in shape.members else member for name, member in value.items()}
    if shape.type_name == "list":
        return [with_blobs(shape.member, item) for item in value]
    return value


def complaints_about(case):
    model = loader.load_service_model(NAMES.get(case["service"], case["service"]), "service-2")
    operation = operation_of(model, case["operation"])
    where = f"{case['service']}:{case['operation']}"
    if "error" in case:
        codes = {code for shape in operation.error_shapes for code in (shape.name, shape.metadata.get("error", {}).get("code"))}
        if case["error"] not in codes | COMMON_ERRORS:
            yield f"{where} has no error {case['error']}: {sorted(filter(None, codes))}"
        return
    shape = operation.output_shape
    value = with_blobs(shape, case["answer"])
    report = ParamValidator().validate(value, shape)
    # A least length binds callers: services answer with empty lists in spite of it.
    errors = [line for line in report.generate_report().splitlines() if not LEAST_LENGTH.search(line)]
    if errors:
        yield f"{where}: " + "\n".join(errors)
    yield from (f"{where} {complaint}" for complaint in unknown_members(shape, value, "answer"))


print(json.dumps([complaint for case in json.load(sys.stdin) for complaint in complaints_about(case)]))
