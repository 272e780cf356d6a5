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
        if (user.LoginsFrom is { } from)
        {
            item[Names.LoginsFrom] = Attributes.Instant(from);
        }

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
            item.RequiredInstant(Names.CreatedAt))
        {
            LoginsFrom = item.OptionalInstant(Names.LoginsFrom),
        };
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

    public static Dictionary<string, AttributeValue> Write(Login login) => Fill(Entity.Begin(AccountKeys.Login(login.Hash), Entity.Login), login);

    /// <summary>The same among the person's, so that they can be listed.</summary>
    public static Dictionary<string, AttributeValue> WriteListed(Login login) => Fill(Entity.Begin(AccountKeys.LoginOf(login.Email, login.Hash), Entity.SignedIn), login);

    public static Login ReadLogin(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Login);
        return Read(item, item.RequiredText(Names.PartitionKey)["LOGIN#".Length..]);
    }

    public static Login ReadListed(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.SignedIn);
        return Read(item, item.RequiredText(Names.SortKey)[AccountKeys.SignedInPrefix.Length..]);
    }

    public static Dictionary<string, AttributeValue> WriteBrowser(string email, string hash, DateTimeOffset expiresAt)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(AccountKeys.KnownBrowser(email, hash), Entity.KnownBrowser);
        item[Names.ExpiresAt] = Attributes.Instant(expiresAt);
        item[Names.TimeToLive] = Attributes.Expiry(expiresAt);
        return item;
    }

    /// <summary>Until when the browser is known.</summary>
    public static DateTimeOffset ReadBrowser(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.KnownBrowser);
        return item.RequiredInstant(Names.ExpiresAt);
    }

    private static Dictionary<string, AttributeValue> Fill(Dictionary<string, AttributeValue> item, Login login)
    {
        item[Names.Email] = Attributes.Text(login.Email);
        item[Names.OwnerId] = Attributes.Text(login.OwnerId);
        item[Names.Role] = Attributes.Text(login.Role);
        item[Names.CreatedAt] = Attributes.Instant(login.CreatedAt);
        item.SetText(Names.BrowserAndSystem, login.Client);
        item[Names.ExpiresAt] = Attributes.Instant(login.ExpiresAt);
        item[Names.TimeToLive] = Attributes.Expiry(login.ExpiresAt);
        return item;
    }

    // Logins of before it was stored when they began lived for fourteen days, too.
    private static Login Read(Dictionary<string, AttributeValue> item, string hash)
    {
        DateTimeOffset ends = item.RequiredInstant(Names.ExpiresAt);
        return new Login(hash, item.RequiredText(Names.Email), item.RequiredText(Names.OwnerId), item.RequiredText(Names.Role), ends)
        {
            CreatedAt = item.OptionalInstant(Names.CreatedAt) ?? ends.AddDays(-14),
            Client = item.OptionalText(Names.BrowserAndSystem),
        };
    }
}
