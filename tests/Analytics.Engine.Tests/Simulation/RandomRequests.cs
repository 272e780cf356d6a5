using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Analytics.Engine.Tests.Simulation;

/// <summary>Requests about few items with few attributes, made from a seed: so that they meet, and fail, in every way.</summary>
internal sealed class RandomRequests(int seed, string table)
{
    private readonly Random _random = new(seed);

    /// <summary>The partitions of this seed alone: many seeds share a table.</summary>
    public string[] Partitions { get; } = [$"s{seed}-a", $"s{seed}-b"];

    public string Owner { get; } = $"owner-{seed}";

    private static readonly string[] Sorts = ["a", "a#1", "a#2", "b", "\uffee", "💥", "~"];
    private static readonly string[] Attributes = ["n", "m", "text", "list", "map", "bytes", "flag"];

    private int Next(int below) => _random.Next(below);

    private bool Chance(int percent) => Next(100) < percent;

    private string Pick(params string[] of) => of[Next(of.Length)];

    public AmazonDynamoDBRequest Make() => Next(16) switch
    {
        0 or 1 or 2 => Put(),
        3 or 4 or 5 or 6 => Update(),
        7 => Delete(),
        8 => Get(),
        9 or 10 or 11 => Query(),
        12 => QueryIndex(),
        13 => BatchGet(),
        14 => BatchWrite(),
        _ => Transact(),
    };

    private Dictionary<string, AttributeValue> Key()
    {
        var key = new Dictionary<string, AttributeValue> { ["pk"] = new(Pick(Partitions)), ["sk"] = new(Pick(Sorts)) };
        switch (Next(60))
        {
            case 0:
                key.Remove("sk");
                break;
            case 1:
                key["sk"] = new AttributeValue("");
                break;
            case 2:
                key["sk"] = new AttributeValue { N = "1" };
                break;
            case 3:
                key["n"] = new AttributeValue { N = "1" };
                break;
            default:
                break;
        }

        return key;
    }

    private AttributeValue Value(int depth = 2) => Next(depth > 0 ? 9 : 7) switch
    {
        0 or 1 or 2 => new AttributeValue { N = Number() },
        3 or 4 => new AttributeValue(Pick("", "a", "ab", "abc", "ä", "💥")),
        5 => new AttributeValue { B = new MemoryStream(new byte[Next(4)]) },
        6 => Chance(80) ? new AttributeValue { BOOL = Chance(50) } : new AttributeValue { NULL = true },
        7 => new AttributeValue { L = [.. Enumerable.Range(0, Next(4)).Select(_ => Value(depth - 1))] },
        _ => new AttributeValue { M = Attributes.Where(_ => Chance(40)).ToDictionary(a => a, _ => Value(depth - 1)) },
    };

    private string Number() => Pick("0", "1", "2", "3", "-1", "1.50", "0.001", "100", "123456789", "-0", "1e3", "10.0", "x") is var n && n == "x" && Chance(80)
        ? "7"
        : n;

    private AttributeValue ValueFor(string attribute) => Chance(15) ? Value() : attribute switch
    {
        "n" or "m" => new AttributeValue { N = Number() },
        "text" => new AttributeValue(Pick("a", "ab", "abc", "b")),
        "list" => new AttributeValue { L = [.. Enumerable.Range(0, Next(4)).Select(_ => Value(0))] },
        "map" => new AttributeValue { M = Attributes.Where(_ => Chance(50)).ToDictionary(a => a, _ => Value(1)) },
        "bytes" => new AttributeValue { B = new MemoryStream(new byte[Next(3_000)]) },
        _ => new AttributeValue { BOOL = Chance(50) },
    };

    private Dictionary<string, AttributeValue> Item()
    {
        Dictionary<string, AttributeValue> item = Key();
        foreach (string attribute in Attributes.Where(_ => Chance(50)))
        {
            item[attribute] = ValueFor(attribute);
        }

        if (Chance(30))
        {
            item["gsi1pk"] = Chance(97) ? new AttributeValue(Owner) : Value();
            item["gsi1sk"] = Chance(97) ? new AttributeValue(Pick("x", "y", "z") + item.GetValueOrDefault("pk")?.S + item.GetValueOrDefault("sk")?.S) : Value();
        }

        if (Chance(1))
        {
            item["bytes"] = new AttributeValue { B = new MemoryStream(new byte[410_000]) };
        }

        return item;
    }

    private ReturnValuesOnConditionCheckFailure? OnFailure() => Chance(40) ? ReturnValuesOnConditionCheckFailure.ALL_OLD : null;

    private ReturnConsumedCapacity? Capacity() => Chance(50) ? ReturnConsumedCapacity.TOTAL : null;

    private PutItemRequest Put()
    {
        var e = new RandomExpressions(_random, ValueFor);
        return new PutItemRequest
        {
            TableName = table,
            Item = Item(),
            ConditionExpression = Chance(50) ? e.Condition() : null,
            ExpressionAttributeNames = e.Names,
            ExpressionAttributeValues = e.Values,
            ReturnValues = Chance(30) ? ReturnValue.ALL_OLD : null,
            ReturnValuesOnConditionCheckFailure = OnFailure(),
            ReturnConsumedCapacity = Capacity(),
        };
    }

    private DeleteItemRequest Delete()
    {
        var e = new RandomExpressions(_random, ValueFor);
        return new DeleteItemRequest
        {
            TableName = table,
            Key = Key(),
            ConditionExpression = Chance(50) ? e.Condition() : null,
            ExpressionAttributeNames = e.Names,
            ExpressionAttributeValues = e.Values,
            ReturnValues = Chance(30) ? ReturnValue.ALL_OLD : null,
            ReturnValuesOnConditionCheckFailure = OnFailure(),
            ReturnConsumedCapacity = Capacity(),
        };
    }

    private UpdateItemRequest Update()
    {
        var e = new RandomExpressions(_random, ValueFor);
        return new UpdateItemRequest
        {
            TableName = table,
            Key = Key(),
            UpdateExpression = Chance(95) ? e.Update() : null,
            ConditionExpression = Chance(50) ? e.Condition() : null,
            ExpressionAttributeNames = e.Names,
            ExpressionAttributeValues = e.Values,
            ReturnValues = Chance(50) ? ReturnValue.ALL_NEW : Chance(30) ? ReturnValue.ALL_OLD : null,
            ReturnValuesOnConditionCheckFailure = OnFailure(),
            ReturnConsumedCapacity = Capacity(),
        };
    }

    private GetItemRequest Get()
    {
        var e = new RandomExpressions(_random, ValueFor);
        return new GetItemRequest
        {
            TableName = Chance(98) ? table : "no-such-table",
            Key = Key(),
            ConsistentRead = Chance(50),
            ProjectionExpression = Chance(30) ? e.Projection() : null,
            ExpressionAttributeNames = e.Names,
            ReturnConsumedCapacity = Capacity(),
        };
    }

    private QueryRequest Query()
    {
        var e = new RandomExpressions(_random, ValueFor);
        string partition = Pick(Partitions);
        return new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = e.KeyCondition(partition, () => Pick("a", "a#", "a#2", "b", "\uffee", "💥", "")),
            FilterExpression = Chance(30) ? e.Condition() : null,
            ProjectionExpression = Chance(20) ? e.Projection() : null,
            ExpressionAttributeNames = e.Names,
            ExpressionAttributeValues = e.Values,
            ConsistentRead = Chance(50),
            ScanIndexForward = Chance(60) ? null : Chance(50),
            Limit = Chance(40) ? Next(4) : null,
            Select = Chance(10) ? Select.COUNT : null,
            ExclusiveStartKey = Chance(25) ? new() { ["pk"] = new(partition), ["sk"] = new(Pick(Sorts)) } : Chance(4) ? Key() : null,
            ReturnConsumedCapacity = Capacity(),
        };
    }

    private QueryRequest QueryIndex() => new()
    {
        TableName = table,
        IndexName = Chance(95) ? "gsi1" : "gsi2",
        KeyConditionExpression = "#p = :p",
        ExpressionAttributeNames = new() { ["#p"] = Chance(95) ? "gsi1pk" : "pk" },
        ExpressionAttributeValues = new() { [":p"] = new(Owner) },
        ConsistentRead = Chance(5),
        ScanIndexForward = Chance(60) ? null : Chance(50),
        Limit = Chance(40) ? 1 + Next(3) : null,
    };

    private BatchGetItemRequest BatchGet() => new()
    {
        RequestItems = new()
        {
            [table] = new KeysAndAttributes { Keys = [.. Keys(Next(6))], ConsistentRead = Chance(50) },
        },
        ReturnConsumedCapacity = Capacity(),
    };

    private IEnumerable<Dictionary<string, AttributeValue>> Keys(int count)
    {
        var keys = Enumerable.Range(0, count).Select(_ => Key());
        return Chance(85) ? keys.DistinctBy(k => (k["pk"].S, k.GetValueOrDefault("sk")?.S)) : keys;
    }

    private BatchWriteItemRequest BatchWrite()
    {
        var writes = Enumerable.Range(0, Chance(3) ? 26 : Next(6))
            .Select(_ => Chance(70) ? new WriteRequest(new PutRequest(Item())) : new WriteRequest(new DeleteRequest(Key())));
        if (Chance(85))
        {
            writes = writes.DistinctBy(w => (w.PutRequest?.Item ?? w.DeleteRequest.Key) is var k ? (k["pk"].S, k.GetValueOrDefault("sk")?.S) : default);
        }

        return new BatchWriteItemRequest { RequestItems = new() { [table] = [.. writes] }, ReturnConsumedCapacity = Capacity() };
    }

    private TransactWriteItemsRequest Transact()
    {
        var items = Enumerable.Range(0, 1 + Next(4)).Select(_ => TransactItem());
        // DynamoDB Local lets an item stand in a transaction twice, in part; the service does not, and neither does the fake.
        items = items.DistinctBy(i => (i.Put?.Item ?? i.Update?.Key ?? i.Delete?.Key ?? i.ConditionCheck.Key) is var k ? (k["pk"].S, k.GetValueOrDefault("sk")?.S) : default);
        return new TransactWriteItemsRequest { TransactItems = [.. items] };
    }

    private TransactWriteItem TransactItem()
    {
        switch (Next(4))
        {
            case 0:
                PutItemRequest p = Put();
                return new() { Put = new Put { TableName = p.TableName, Item = p.Item, ConditionExpression = p.ConditionExpression, ExpressionAttributeNames = p.ExpressionAttributeNames, ExpressionAttributeValues = p.ExpressionAttributeValues, ReturnValuesOnConditionCheckFailure = p.ReturnValuesOnConditionCheckFailure } };
            case 1:
                DeleteItemRequest d = Delete();
                return new() { Delete = new Delete { TableName = d.TableName, Key = d.Key, ConditionExpression = d.ConditionExpression, ExpressionAttributeNames = d.ExpressionAttributeNames, ExpressionAttributeValues = d.ExpressionAttributeValues, ReturnValuesOnConditionCheckFailure = d.ReturnValuesOnConditionCheckFailure } };
            case 2:
                var e = new RandomExpressions(_random, ValueFor);
                return new() { ConditionCheck = new ConditionCheck { TableName = table, Key = Key(), ConditionExpression = e.Condition(), ExpressionAttributeNames = e.Names, ExpressionAttributeValues = e.Values, ReturnValuesOnConditionCheckFailure = OnFailure() } };
            default:
                UpdateItemRequest u = Update();
                return u.UpdateExpression is null
                    ? TransactItem()
                    : new() { Update = new Update { TableName = u.TableName, Key = u.Key, UpdateExpression = u.UpdateExpression, ConditionExpression = u.ConditionExpression, ExpressionAttributeNames = u.ExpressionAttributeNames, ExpressionAttributeValues = u.ExpressionAttributeValues, ReturnValuesOnConditionCheckFailure = u.ReturnValuesOnConditionCheckFailure } };
        }
    }
}
