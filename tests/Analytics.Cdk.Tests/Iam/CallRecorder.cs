using Analytics.Engine.Tables;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Analytics.Engine;
using Analytics.Store.Table;

namespace Analytics.Cdk.Tests.Iam;

/// <summary>The calls that a client makes, as IAM sees them: a transaction as the calls in it.</summary>
internal sealed class CallRecorder : IDisposable
{
    private readonly AmazonDynamoDBClient _client;
    private readonly TableNames _tables;
    private readonly Lock _gate = new();
    private HashSet<string> _seen = new(StringComparer.Ordinal);
    private List<Call> _calls = [];

    public CallRecorder(IAmazonDynamoDB client, TableNames tables)
    {
        (_client, _tables) = ((AmazonDynamoDBClient)client, tables);
        _client.BeforeRequestEvent += Note;
    }

    /// <summary>What was called since it was last asked, each call once.</summary>
    public IReadOnlyList<Call> Take()
    {
        lock (_gate)
        {
            IReadOnlyList<Call> taken = _calls;
            (_calls, _seen) = ([], new(StringComparer.Ordinal));
            return taken;
        }
    }

    public void Dispose() => _client.BeforeRequestEvent -= Note;

    private void Note(object sender, RequestEventArgs e)
    {
        foreach (Call call in Calls(((WebServiceRequestEventArgs)e).Request))
        {
            lock (_gate)
            {
                if (_seen.Add(call.ToString()))
                {
                    _calls.Add(call);
                }
            }
        }
    }

    private IEnumerable<Call> Calls(AmazonWebServiceRequest request) => request switch
    {
        GetItemRequest r => [Of("GetItem", r.TableName, r.Key)],
        PutItemRequest r => [Of("PutItem", r.TableName, r.Item)],
        UpdateItemRequest r => [Of("UpdateItem", r.TableName, r.Key)],
        DeleteItemRequest r => [Of("DeleteItem", r.TableName, r.Key)],
        QueryRequest r => [new Call("dynamodb:Query", r.IndexName is null ? Name(r.TableName) : $"{Name(r.TableName)}/index/{r.IndexName}", Partition(r))],
        ScanRequest r => [new Call("dynamodb:Scan", Name(r.TableName))],
        BatchGetItemRequest r => r.RequestItems.Select(t => new Call("dynamodb:BatchGetItem", Name(t.Key), [.. t.Value.Keys.Select(Key)])),
        BatchWriteItemRequest r => r.RequestItems.Select(t => new Call("dynamodb:BatchWriteItem", Name(t.Key), [.. t.Value.Select(w => Key(w.PutRequest?.Item ?? w.DeleteRequest.Key))])),
        TransactWriteItemsRequest r => r.TransactItems.Select(item =>
            item.Put is { } put ? Of("PutItem", put.TableName, put.Item)
            : item.Update is { } update ? Of("UpdateItem", update.TableName, update.Key)
            : item.Delete is { } delete ? Of("DeleteItem", delete.TableName, delete.Key)
            : Of("ConditionCheckItem", item.ConditionCheck.TableName, item.ConditionCheck.Key)),
        _ => [new Call("dynamodb:" + request.GetType().Name.Replace("Request", "", StringComparison.Ordinal), "?")],
    };

    private Call Of(string action, string table, Dictionary<string, AttributeValue> key) => new("dynamodb:" + action, Name(table), Key(key));

    private string Name(string table) => table == _tables.Events ? "Events" : table == _tables.Salts ? "Salts" : table;

    private static string Key(Dictionary<string, AttributeValue> item) => item[TableDefinition.Events.PartitionKey].S;

    private static string Partition(QueryRequest request)
    {
        string key = request.IndexName is null ? TableDefinition.Events.PartitionKey : TableDefinition.Events.Indexes[0].PartitionKey;
        string name = request.ExpressionAttributeNames?.FirstOrDefault(pair => pair.Value == key).Key ?? key;
        Match equals = Regex.Match(request.KeyConditionExpression, $@"(?:{Regex.Escape(name)}|\b{key}\b)\s*=\s*(:\w+)");
        return request.ExpressionAttributeValues[equals.Groups[1].Value].S;
    }
}
