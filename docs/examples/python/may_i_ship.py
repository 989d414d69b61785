"""May I ship? Prints `ship`, or `hold: <why>`, and exits with 0 or 1.

    pip install boto3
    python3 may_i_ship.py TABLE CHECKOUT_ID AMOUNT CURRENCY

../README.md says how to ask the local stack, and ../../table.md explains the rule.
"""

import sys
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Key

# Attributes that a row has from the very write that brings a contradiction. `attention` follows
# milliseconds later. It is absent again after a person has resolved facts of the kind.
SIGNS = {
    "failedSince": "conflict",
    "expiredSince": "conflict",
    "reviewSince": "unexpected_transition",
    "refundedSince": "unexpected_transition",
    "unknownSince": "unknown_status",
}


def why_hold(rows, amount, currency):
    if len(rows) != 1:
        return f"{len(rows)} checkouts have this id"
    row = rows[0]
    if "attention" in row:
        return "a person must look: " + ", ".join(sorted(row["attention"]))
    if row["state"] != "succeeded":
        return f"the state is {row['state']}"
    resolved = {fact.split("|")[0] for fact in row.get("resolved", {}).get("facts", [])}
    for sign, kind in SIGNS.items():
        if sign in row and kind not in resolved:
            return f"the row has {sign}"
    if "amount" not in row or Decimal(row["amount"]) != Decimal(amount) or row.get("currency") != currency:
        return f"the amount is {row.get('amount', 'unknown')} {row.get('currency', '')}".rstrip()
    return None


table, checkout_id, amount, currency = sys.argv[1:]
rows = boto3.resource("dynamodb").Table(table).query(
    KeyConditionExpression=Key("checkoutId").eq(checkout_id),
    ConsistentRead=True,
)["Items"]
why = why_hold(rows, amount, currency)
print(f"hold: {why}" if why else "ship")
sys.exit(1 if why else 0)
