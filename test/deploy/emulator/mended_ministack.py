"""Starts ministack, the AWS API server of the deployment tests, with four differences from AWS removed.

Each one is a gap of the emulator, and the service is deployed to it unchanged. A new version of ministack may close a
gap or move a name that is replaced here: `replace` fails if a name does not exist.
"""

import functools
import json
import os

from ministack import app
from ministack.core import iam_actions, iam_evaluator
from ministack.services.cloudformation import provisioners

PORT = os.environ["GATEWAY_PORT"]


def replace(place, name):
    """Replaces a function in a module or in a table. The new function gets the old one as its first argument."""
    table = place if isinstance(place, dict) else vars(place)
    old = table[name]

    def with_new(new):
        table[name] = functools.wraps(old)(functools.partial(new, old))
        return new

    return with_new


# 1. AWS accepts an alarm on an expression over several metrics. ministack refuses the whole stack because of it. Here
#    such an alarm is created on the first of its metrics, so its name, its actions and its text exist.
@replace(provisioners, "_cw_metric_alarm_record")
def alarm_on_the_first_metric(record_of, name, properties):
    metrics = properties.get("Metrics") or []
    for metric in metrics:
        if "MetricStat" not in metric:
            continue
        stat = metric["MetricStat"]
        rest = {key: value for key, value in properties.items() if key != "Metrics"}
        return record_of(name, {**rest, **stat["Metric"], "Statistic": stat["Stat"], "Period": stat["Period"]})
    return record_of(name, properties)


# 2. AWS authorizes ssm:GetParameters for each parameter by its name. ministack authorizes it for `*`, so it denies a
#    role that names its parameters. Here every name is authorized, and one denial denies the call.
@replace(iam_actions, "extract_resource_arn")
def arns_of_parameters(arn_of, service, method, path, headers, body, query, region, account):
    if service == "ssm" and headers.get("x-amz-target", "").endswith(".GetParameters"):
        names = json.loads(body or b"{}").get("Names", [])
        return [f"arn:aws:ssm:{region}:{account}:parameter/{name.lstrip('/')}" for name in names] or "*"
    return arn_of(service, method, path, headers, body, query, region, account)


@replace(iam_evaluator, "enforce")
def each_arn_must_be_allowed(enforce, key, action, service, region, resource_arn="*", **context):
    arns = resource_arn if isinstance(resource_arn, list) else [resource_arn]
    for arn in arns:
        denied = enforce(key, action, service, region, resource_arn=arn, **context)
        if denied:
            return denied
    return None


# 3. AWS's host names of HTTP APIs resolve everywhere. ministack's end with `.localhost`, which many resolvers do not
#    know. Here the address of an HTTP API is the path under which ministack serves it too.
@replace(provisioners._RESOURCE_HANDLERS["AWS::ApiGatewayV2::Api"], "create")
def api_with_an_address_that_resolves(create, logical_id, properties, stack):
    api_id, attributes = create(logical_id, properties, stack)
    address = f"https://127.0.0.1:{PORT}/_aws/execute-api/{api_id}/$default"
    provisioners._apigw_v2._apis[api_id]["apiEndpoint"] = address
    return api_id, {**attributes, "ApiEndpoint": address}


# 4. With TLS, ministack listens on port 443 as well if it may. Nothing here needs that port.
@replace(app, "_port_is_bindable")
def not_on_port_443(_is_bindable, _host, _port):
    return False


app.main()
