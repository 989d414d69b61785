// May I ship? Prints `ship`, or `hold: <why>`, and exits with 0 or 1.
//
//	go run . TABLE CHECKOUT_ID AMOUNT CURRENCY
//
// ../README.md says how to ask the local stack, and ../../table.md explains the rule.
package main

import (
	"cmp"
	"context"
	"fmt"
	"log"
	"math/big"
	"os"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// Attributes that a row has from the very write that brings a contradiction. `attention` follows
// milliseconds later. It is absent again after a person has resolved facts of the kind.
var signs = []struct{ attribute, kind string }{
	{"failedSince", "conflict"},
	{"expiredSince", "conflict"},
	{"reviewSince", "unexpected_transition"},
	{"refundedSince", "unexpected_transition"},
	{"unknownSince", "unknown_status"},
}

func whyHold(rows []map[string]any, amount, currency string) string {
	if len(rows) != 1 {
		return fmt.Sprintf("%d checkouts have this id", len(rows))
	}
	row := rows[0]
	if attention, found := row["attention"]; found {
		kinds, _ := attention.([]string)
		slices.Sort(kinds)
		return "a person must look: " + strings.Join(kinds, ", ")
	}
	if row["state"] != "succeeded" {
		return fmt.Sprintf("the state is %v", row["state"])
	}
	resolved, _ := row["resolved"].(map[string]any)
	facts, _ := resolved["facts"].([]string)
	for _, sign := range signs {
		isOfKind := func(fact string) bool { return strings.HasPrefix(fact, sign.kind+"|") }
		if _, found := row[sign.attribute]; found && !slices.ContainsFunc(facts, isOfKind) {
			return "the row has " + sign.attribute
		}
	}
	found, _ := row["amount"].(string)
	foundCurrency, _ := row["currency"].(string)
	if !isSameAmount(found, amount) || foundCurrency != currency {
		return strings.TrimSpace("the amount is " + cmp.Or(found, "unknown") + " " + foundCurrency)
	}
	return ""
}

// Amounts are decimal text, and `10` is the same amount as `10.00`.
func isSameAmount(left, right string) bool {
	leftNumber, isLeft := new(big.Rat).SetString(left)
	rightNumber, isRight := new(big.Rat).SetString(right)
	return isLeft && isRight && leftNumber.Cmp(rightNumber) == 0
}

func readRows(ctx context.Context, table, checkoutID string) ([]map[string]any, error) {
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, err
	}
	output, err := dynamodb.NewFromConfig(settings).Query(ctx, &dynamodb.QueryInput{
		TableName:                 &table,
		ConsistentRead:            aws.Bool(true),
		KeyConditionExpression:    aws.String("checkoutId = :id"),
		ExpressionAttributeValues: map[string]types.AttributeValue{":id": &types.AttributeValueMemberS{Value: checkoutID}},
	})
	if err != nil {
		return nil, err
	}
	var rows []map[string]any
	err = attributevalue.UnmarshalListOfMaps(output.Items, &rows)
	return rows, err
}

func main() {
	if len(os.Args) != 5 {
		log.Fatal("Usage: go run . TABLE CHECKOUT_ID AMOUNT CURRENCY")
	}
	rows, err := readRows(context.Background(), os.Args[1], os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	if why := whyHold(rows, os.Args[3], os.Args[4]); why != "" {
		fmt.Println("hold: " + why)
		os.Exit(1)
	}
	fmt.Println("ship")
}
