"""Prints the history of a checkout: one JSON object per event, the event that owns the row last.

    pip install boto3
    python3 history.py TABLE CHECKOUT_ID

../README.md says how to ask the local stack, and ../../table.md describes the bytes.
"""

import json
import sys
import uuid
from datetime import datetime, timedelta, timezone

import boto3
from boto3.dynamodb.conditions import Key

PLACES = [
    "eventId", "status", "state", "rank", "receivedAt", "updatedAt", "deliveryId", "amount", "currency",
    "reference", "transactionHash", "amountReceived", "currencyReceived", "rawAmount", "rawCurrency", "order",
]  # fmt: skip
STATES = ["pending", "processing", "succeeded", "failed", "expired", "review", "refunded", "unknown"]


def time_of(data):
    milliseconds = int.from_bytes(data, "big", signed=True)
    moment = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=milliseconds)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def update_time_of(data):
    return time_of(data[:6]).replace("Z", f"{int.from_bytes(data[6:], 'big'):06}Z")


# By the first byte of a place: how many bytes follow, and the text that they stand for.
KINDS = {
    0xF0: (0, lambda _: None),
    0xF2: (32, lambda data: data.hex()),
    0xF3: (32, lambda data: "0x" + data.hex()),
    0xF4: (16, lambda data: str(uuid.UUID(bytes=data))),
    0xF5: (6, time_of),
    0xF6: (9, update_time_of),
}


def places_of(data):
    at = 1 if 0xE0 <= data[0] <= 0xEF else 0
    while at < len(data):
        head, at = data[at], at + 1
        if head < 0xF0:
            length, text_of = head, bytes.decode
        elif head == 0xF1:
            length, text_of = int.from_bytes(data[at : at + 2], "big"), bytes.decode
            at += 2
        else:
            length, text_of = KINDS[head]
        if at + length > len(data):
            raise ValueError("The entry ends too early.")
        yield text_of(data[at : at + length])
        at += length


def event_of(data):
    # zip leaves out the places that only a newer version knows.
    event = {name: text for name, text in zip(PLACES, places_of(data)) if text is not None}
    return {**event, "state": STATES[int(event["state"]) - 1], "rank": int(event["rank"])}


def position_of(event):
    word = "?" if event["state"] == "unknown" else "k"
    time = {"1": "-", "2": "~"}.get(event.get("order"), event.get("updatedAt", "-"))
    return f"{word}|{time}|{event['rank']:03}|{event['eventId']}"


table, checkout_id = sys.argv[1:]
query = {"KeyConditionExpression": Key("checkoutId").eq(checkout_id), "ConsistentRead": True}
for row in boto3.resource("dynamodb").Table(table).query(**query)["Items"]:
    events = [event_of(entry.value) for entry in row["history"]]
    for event in sorted(events, key=position_of):
        print(json.dumps(event))
