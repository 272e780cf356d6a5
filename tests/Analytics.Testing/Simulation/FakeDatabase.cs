using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Analytics.Testing.Simulation.Table;

namespace Analytics.Testing.Simulation;

/// <summary>
/// DynamoDB in memory, as far as the product uses it; whatever it does not know it refuses with <see cref="NotSupportedException"/>.
/// FakeDynamoDbTests holds it to DynamoDB Local.
/// </summary>
/// <param name="now">The time of the database, by which stale reads are stale.</param>
public sealed class FakeDatabase(Func<DateTimeOffset> now)
{
    private readonly Dictionary<string, FakeTable> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Request, DateTimeOffset At)> _transactions = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public FakeDatabase() : this(static () => DateTimeOffset.UnixEpoch)
    {
    }

    /// <summary>Does what a request asks for, at once and wholly or not at all.</summary>
    /// <param name="request">Of any kind that the product sends.</param>
    /// <param name="asOf">What eventually consistent reads see: an instant of the last seconds. Default: now.</param>
    /// <exception cref="AmazonDynamoDBException">As the real thing answers.</exception>
    /// <exception cref="NotSupportedException">The fake does not know how.</exception>
    public AmazonWebServiceResponse Execute(AmazonWebServiceRequest request, DateTimeOffset? asOf = null)
    {
        lock (_gate)
        {
            return request switch
            {
                PutItemRequest put => FakeWrites.Put(Table(put.TableName), put, now()),
                UpdateItemRequest update => FakeWrites.Update(Table(update.TableName), update, now()),
                DeleteItemRequest delete => FakeWrites.Delete(Table(delete.TableName), delete, now()),
                BatchWriteItemRequest batch => FakeWrites.Batch(Table, batch, now()),
                TransactWriteItemsRequest transaction => Transact(transaction),
                GetItemRequest get => FakeReads.Get(Table(get.TableName), get, asOf),
                BatchGetItemRequest batch => FakeReads.Batch(Table, batch, asOf),
                QueryRequest query => FakeQueries.Query(Table(query.TableName), query, asOf),
                ScanRequest scan => FakeQueries.Scan(Table(scan.TableName), scan, asOf),
                CreateTableRequest create => Create(create),
                _ => throw new NotSupportedException($"The fake knows no {request.GetType().Name}."),
            };
        }
    }

    /// <summary>Every item of a table, as copies, in the order of their keys.</summary>
    public List<Dictionary<string, AttributeValue>> Items(string table)
    {
        lock (_gate)
        {
            return [.. Table(table).All().Select(row => Values.Copy(row.Value))];
        }
    }

    /// <summary>The items of a partition, as copies, in the order of their keys.</summary>
    public List<Dictionary<string, AttributeValue>> Partition(string table, string partition)
    {
        lock (_gate)
        {
            return [.. Table(table).Partition(partition, null).Select(row => Values.Copy(row.Value))];
        }
    }

    /// <summary>Deletes what has expired, as DynamoDB does some time after the fact.</summary>
    /// <param name="table">The table.</param>
    /// <param name="attribute">The attribute of the expiry, in seconds since 1970.</param>
    /// <param name="instant">Items that expired before it go.</param>
    public void Expire(string table, string attribute, DateTimeOffset instant)
    {
        lock (_gate)
        {
            FakeTable rows = Table(table);
            foreach (RowKey key in rows.All().Where(r => r.Value.GetValueOrDefault(attribute)?.N is { } n && Values.Number(n) < instant.ToUnixTimeSeconds()).Select(r => r.Key).ToList())
            {
                rows.Replace(key, null, now());
            }
        }
    }

    // A token serves for ten minutes: the same request under it is answered and not done again.
    private TransactWriteItemsResponse Transact(TransactWriteItemsRequest request)
    {
        string text = RequestText.Of(request);
        if (request.ClientRequestToken is not { } token)
        {
            return FakeTransaction.Write(Table, request, now());
        }

        if (_transactions.TryGetValue(token, out var known) && known.At > now().AddMinutes(-10))
        {
            return known.Request == text ? new TransactWriteItemsResponse() : throw new IdempotentParameterMismatchException("Idempotent parameter mismatch") { ErrorCode = "IdempotentParameterMismatchException" };
        }

        TransactWriteItemsResponse response = FakeTransaction.Write(Table, request, now());
        _transactions[token] = (text, now());
        return response;
    }

    private CreateTableResponse Create(CreateTableRequest request)
    {
        if (!_tables.TryAdd(request.TableName, new FakeTable(request)))
        {
            throw new ResourceInUseException($"Table already exists: {request.TableName}") { ErrorCode = "ResourceInUseException" };
        }

        return new CreateTableResponse();
    }

    private FakeTable Table(string name) => _tables.TryGetValue(name ?? "", out FakeTable? table)
        ? table
        : throw new ResourceNotFoundException("Cannot do operations on a non-existent table") { ErrorCode = "ResourceNotFoundException" };
}
