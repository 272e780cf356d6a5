using Amazon.DynamoDBv2.Model;
using Analytics.Store.Table;

namespace Analytics.Store.Accounts;

/// <summary>The requests of signing in and of keys.</summary>
internal static class AccountCommands
{
    private static Dictionary<string, string> KeyName => new() { ["#pk"] = Names.PartitionKey };

    public static GetItemRequest GetUser(string table, string email) =>
        new() { TableName = table, Key = AccountKeys.User(email).ToAttributes(), ConsistentRead = true };

    /// <summary>Fails with ConditionalCheckFailedException where there is such a user.</summary>
    public static PutItemRequest CreateUser(string table, User user) => PutNew(table, AccountItems.Write(user));

    /// <summary>Fails with ConditionalCheckFailedException where the password was changed since the person was read.</summary>
    public static PutItemRequest ReplaceUser(string table, User user, string passwordHash) => new()
    {
        TableName = table,
        Item = AccountItems.Write(user),
        ConditionExpression = "#hash = :hash",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#hash"] = Names.PasswordHash },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":hash"] = Attributes.Text(passwordHash) },
    };

    public static PutItemRequest CreateKey(string table, ApiKey key) => PutNew(table, AccountItems.Write(key));

    public static GetItemRequest GetKey(string table, string hash) => new() { TableName = table, Key = AccountKeys.ApiKey(hash).ToAttributes() };

    /// <summary>Fails with ConditionalCheckFailedException where the key is another account's, or is not there.</summary>
    public static DeleteItemRequest DeleteKey(string table, string hash, string ownerId) => new()
    {
        TableName = table,
        Key = AccountKeys.ApiKey(hash).ToAttributes(),
        ConditionExpression = "#owner = :owner",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#owner"] = Names.OwnerId },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":owner"] = Attributes.Text(ownerId) },
    };

    public static QueryRequest ListKeys(string table, string ownerId) => new()
    {
        TableName = table,
        IndexName = Names.OwnerIndex,
        KeyConditionExpression = "#owner = :owner",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#owner"] = Names.OwnerPartitionKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":owner"] = Attributes.Text(AccountKeys.ApiKeyByOwner(ownerId, "").Partition) },
    };

    /// <summary>A login, and its place in the person's list: both or neither.</summary>
    public static TransactWriteItemsRequest CreateLogin(string table, Login login) => new()
    {
        TransactItems =
        [
            new() { Put = new Put { TableName = table, Item = AccountItems.Write(login) } },
            new() { Put = new Put { TableName = table, Item = AccountItems.WriteListed(login) } },
        ],
    };

    public static GetItemRequest GetLogin(string table, string hash) =>
        new() { TableName = table, Key = AccountKeys.Login(hash).ToAttributes(), ConsistentRead = true };

    public static TransactWriteItemsRequest DeleteLogin(string table, string email, string hash) => new()
    {
        TransactItems =
        [
            new() { Delete = new Delete { TableName = table, Key = AccountKeys.Login(hash).ToAttributes() } },
            new() { Delete = new Delete { TableName = table, Key = AccountKeys.LoginOf(email, hash).ToAttributes() } },
        ],
    };

    /// <summary>Consistent, so that a login that was just made is among them.</summary>
    public static QueryRequest ListLogins(string table, string email) => new()
    {
        TableName = table,
        KeyConditionExpression = "#pk = :pk AND begins_with(#sk, :login)",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":pk"] = Attributes.Text(AccountKeys.LoginsOf(email)),
            [":login"] = Attributes.Text(AccountKeys.SignedInPrefix),
        },
        ConsistentRead = true,
    };

    public static PutItemRequest RememberBrowser(string table, string email, string hash, DateTimeOffset expiresAt) =>
        new() { TableName = table, Item = AccountItems.WriteBrowser(email, hash, expiresAt) };

    public static GetItemRequest GetBrowser(string table, string email, string hash) =>
        new() { TableName = table, Key = AccountKeys.KnownBrowser(email, hash).ToAttributes() };

    /// <summary>
    /// Counts an attempt to sign in within a window that begins with the first. Fails with ConditionalCheckFailedException where
    /// <paramref name="limit"/> attempts of the window are used up; the failure carries the item with its end.
    /// </summary>
    public static UpdateItemRequest CountAttempt(string table, string hash, int limit, DateTimeOffset now, DateTimeOffset windowEnd) => new()
    {
        TableName = table,
        Key = AccountKeys.LoginAttempts(hash).ToAttributes(),
        UpdateExpression = "SET #end = if_not_exists(#end, :end), #ttl = if_not_exists(#ttl, :ttl) ADD #n :one",
        ConditionExpression = "attribute_not_exists(#n) OR (#n < :limit AND #end > :now)",
        ExpressionAttributeNames = new Dictionary<string, string>
        {
            ["#n"] = Names.Attempts,
            ["#end"] = Names.ExpiresAt,
            ["#ttl"] = Names.TimeToLive,
        },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":one"] = Attributes.Number(1),
            [":limit"] = Attributes.Number(limit),
            [":now"] = Attributes.Instant(now),
            [":end"] = Attributes.Instant(windowEnd),
            [":ttl"] = Attributes.Expiry(windowEnd),
        },
        ReturnValuesOnConditionCheckFailure = Amazon.DynamoDBv2.ReturnValuesOnConditionCheckFailure.ALL_OLD,
    };

    public static DeleteItemRequest ForgetAttempts(string table, string hash) =>
        new() { TableName = table, Key = AccountKeys.LoginAttempts(hash).ToAttributes() };

    private static PutItemRequest PutNew(string table, Dictionary<string, AttributeValue> item) => new()
    {
        TableName = table,
        Item = item,
        ConditionExpression = "attribute_not_exists(#pk)",
        ExpressionAttributeNames = KeyName,
    };
}
