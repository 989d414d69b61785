<?php

// May I ship? Prints `ship`, or `hold: <why>`, and exits with 0 or 1.
//
//     composer install
//     php may_i_ship.php TABLE CHECKOUT_ID AMOUNT CURRENCY
//
// ../README.md says how to ask the local stack, and ../../table.md explains the rule.

declare(strict_types=1);

require __DIR__ . '/vendor/autoload.php';

use Aws\DynamoDb\DynamoDbClient;

// Attributes that a row has from the very write that brings a contradiction. `attention` follows
// milliseconds later. It is absent again after a person has resolved facts of the kind.
const SIGNS = [
    'failedSince' => 'conflict',
    'expiredSince' => 'conflict',
    'reviewSince' => 'unexpected_transition',
    'refundedSince' => 'unexpected_transition',
    'unknownSince' => 'unknown_status',
];

function whyHold(array $rows, string $amount, string $currency): ?string
{
    if (count($rows) !== 1) {
        return count($rows) . ' checkouts have this id';
    }
    $row = $rows[0];
    if (isset($row['attention'])) {
        $kinds = $row['attention']['SS'];
        sort($kinds);
        return 'a person must look: ' . implode(', ', $kinds);
    }
    if ($row['state']['S'] !== 'succeeded') {
        return "the state is {$row['state']['S']}";
    }
    $resolved = [];
    foreach ($row['resolved']['M']['facts']['SS'] ?? [] as $fact) {
        $resolved[] = explode('|', $fact)[0];
    }
    foreach (SIGNS as $sign => $kind) {
        if (isset($row[$sign]) && !in_array($kind, $resolved, true)) {
            return "the row has $sign";
        }
    }
    $found = $row['amount']['S'] ?? 'unknown';
    $foundCurrency = $row['currency']['S'] ?? '';
    if (plainAmount($found) !== plainAmount($amount) || $foundCurrency !== $currency) {
        return rtrim("the amount is $found $foundCurrency");
    }
    return null;
}

// Amounts are decimal text, and `10` is the same amount as `10.00`.
function plainAmount(string $amount): string
{
    return str_contains($amount, '.') ? rtrim(rtrim($amount, '0'), '.') : $amount;
}

[, $table, $checkoutId, $amount, $currency] = $argv;
$client = new DynamoDbClient([]);
$rows = $client->query([
    'TableName' => $table,
    'ConsistentRead' => true,
    'KeyConditionExpression' => 'checkoutId = :id',
    'ExpressionAttributeValues' => [':id' => ['S' => $checkoutId]],
])['Items'];
$why = whyHold($rows, $amount, $currency);
echo $why === null ? "ship\n" : "hold: $why\n";
exit($why === null ? 0 : 1);
