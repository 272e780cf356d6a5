using Amazon.DynamoDBv2.Model;

namespace Analytics.Store.Table;

/// <summary>What kind of item it is, and in which version of its form: <c>raw/1</c>. A release reads a new version before any writes it.</summary>
internal static class Entity
{
    public const string Site = "site/1";
    public const string Host = "host/1";
    public const string Goal = "goal/1";
    public const string Funnel = "funnel/1";
    public const string Segment = "segment/1";
    public const string Annotation = "annotation/1";
    public const string ErrorMark = "errormark/1";
    public const string Raw = "raw/1";
    public const string Pack = "pack/1";
    public const string Session = "session/1";
    public const string Marker = "active/1";
    public const string Day = "day/1";
    public const string Late = "late/1";
    public const string Block = "block/1";
    public const string TopPages = "pages/1";
    public const string Realtime = "realtime/1";
    public const string User = "user/1";
    public const string ApiKey = "key/1";
    public const string Login = "login/1";
    public const string SignedIn = "signedIn/1";
    public const string KnownBrowser = "browser/1";
    public const string Salt = "salt/1";
    public const string Erasure = "erasure/1";
    public const string ErasedVisitors = "erased/1";
    public const string MatchedEvents = "matched/1";
    public const string Matches = "matches/1";
    public const string ErasureSecret = "secret/1";
    public const string Job = "job/1";
    public const string Deletion = "deletion/1";
    public const string Drops = "drops/1";
    public const string Budget = "budget/1";

    public static Dictionary<string, AttributeValue> Begin(ItemKey key, string entity)
    {
        Dictionary<string, AttributeValue> item = key.ToAttributes();
        item[Names.Entity] = new AttributeValue(entity);
        return item;
    }

    /// <exception cref="StoredItemException">The item is another one.</exception>
    public static void Require(Dictionary<string, AttributeValue> item, string entity)
    {
        string? found = item.OptionalText(Names.Entity);
        if (found != entity)
        {
            throw new StoredItemException($"Expected an item '{entity}' and found '{found ?? "nothing"}': it was written by another version.");
        }
    }
}
