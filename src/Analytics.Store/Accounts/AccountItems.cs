using Amazon.DynamoDBv2.Model;
using Analytics.Store.Table;

namespace Analytics.Store.Accounts;

/// <summary>People, keys and logins as items and back.</summary>
internal static class AccountItems
{
    public static Dictionary<string, AttributeValue> Write(User user)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(AccountKeys.User(user.Email), Entity.User);
        item[Names.Email] = Attributes.Text(user.Email);
        item[Names.OwnerId] = Attributes.Text(user.OwnerId);
        item[Names.PasswordHash] = Attributes.Text(user.PasswordHash);
        item[Names.Role] = Attributes.Text(user.Role);
        item[Names.CreatedAt] = Attributes.Instant(user.CreatedAt);
        return item;
    }

    public static User ReadUser(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.User);
        return new User(
            item.RequiredText(Names.Email),
            item.RequiredText(Names.OwnerId),
            item.RequiredText(Names.PasswordHash),
            item.RequiredText(Names.Role),
            item.RequiredInstant(Names.CreatedAt));
    }

    public static Dictionary<string, AttributeValue> Write(ApiKey key)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(AccountKeys.ApiKey(key.Hash), Entity.ApiKey);
        ItemKey listed = AccountKeys.ApiKeyByOwner(key.OwnerId, key.Hash);
        item[Names.OwnerPartitionKey] = Attributes.Text(listed.Partition);
        item[Names.OwnerSortKey] = Attributes.Text(listed.Sort);
        item[Names.OwnerId] = Attributes.Text(key.OwnerId);
        item[Names.Name] = Attributes.Text(key.Name);
        item[Names.Scopes] = Attributes.Number((int)key.Scopes);
        item[Names.CreatedAt] = Attributes.Instant(key.CreatedAt);
        return item;
    }

    public static ApiKey ReadKey(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.ApiKey);
        return new ApiKey(
            item.RequiredText(Names.PartitionKey)["KEY#".Length..],
            item.RequiredText(Names.OwnerId),
            item.RequiredText(Names.Name),
            (Scopes)item.RequiredNumber(Names.Scopes),
            item.RequiredInstant(Names.CreatedAt));
    }

    public static Dictionary<string, AttributeValue> Write(Login login)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(AccountKeys.Login(login.Hash), Entity.Login);
        item[Names.Email] = Attributes.Text(login.Email);
        item[Names.OwnerId] = Attributes.Text(login.OwnerId);
        item[Names.Role] = Attributes.Text(login.Role);
        item[Names.ExpiresAt] = Attributes.Instant(login.ExpiresAt);
        item[Names.TimeToLive] = Attributes.Expiry(login.ExpiresAt);
        return item;
    }

    public static Login ReadLogin(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Login);
        return new Login(
            item.RequiredText(Names.PartitionKey)["LOGIN#".Length..],
            item.RequiredText(Names.Email),
            item.RequiredText(Names.OwnerId),
            item.RequiredText(Names.Role),
            item.RequiredInstant(Names.ExpiresAt));
    }
}
