using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Erasures;

/// <summary>An erasure as its item and back. What was looked at is a list in a fixed order: append-only.</summary>
internal static class ErasureItem
{
    // Erasures of people have no kind: those were the first.
    private const string Import = "import";
    private const string Everything = "everything";
    private const string Filter = "filter";

    // A kind of its own: a release that knows no ranges must not take it for a reset of all days.
    private const string Range = "range";

    public static Dictionary<string, AttributeValue> Write(Erasure erasure)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(ErasureKeys.Erasure(erasure.Site, erasure.Id), Entity.Erasure);
        item[Names.SiteIdentifier] = Attributes.Text(erasure.Site.Value);
        item[Names.Subject] = Attributes.Text(erasure.Subject);
        item.SetText(Names.SubjectDay, erasure.Day?.ToString());
        item.SetText(Names.SubjectKind, KindOf(erasure));
        item.SetText(Names.Filters, erasure.Filters);
        item.SetText(Names.SubjectFrom, erasure.From?.ToString());
        item.SetText(Names.SubjectTo, erasure.To?.ToString());
        item[Names.SecretCheck] = Attributes.Text(erasure.SecretCheck);
        item[Names.AskedAt] = Attributes.Instant(erasure.AskedAt);
        item[Names.AskedBy] = Attributes.Text(erasure.AskedBy);
        item[Names.Version] = Attributes.Number(erasure.Version);
        item.SetText(Names.DoneUntil, erasure.DoneUntil?.ToString());
        item[Names.DaysLeft] = Attributes.Number(erasure.DaysLeft);
        item[Names.DaysChanged] = Attributes.Number(erasure.DaysChanged);
        item[Names.EventsErased] = Attributes.Number(erasure.Events);
        ErasureCounts at = erasure.LookedAt;
        item[Names.LookedAt] = new AttributeValue { L = [.. new[] { at.Days, at.RawEvents, at.Blocks, at.Rows }.Select(Attributes.Number)] };
        item.SetInstant(Names.FinishedAt, erasure.FinishedAt);
        item.SetText(Names.Fault, erasure.Fault);
        if (erasure.ExpiresAt is { } expiry)
        {
            item[Names.TimeToLive] = Attributes.Expiry(expiry);
        }

        return item;
    }

    public static Erasure Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Erasure);
        long[] at = [.. item[Names.LookedAt].L.Select(value => long.Parse(value.N, System.Globalization.CultureInfo.InvariantCulture))];
        return new Erasure
        {
            Id = ErasureId.TryParse(item.RequiredText(Names.SortKey)[ErasureKeys.ErasurePrefix.Length..], out ErasureId id)
                ? id
                : throw new StoredItemException("The sort key is not that of an erasure."),
            Site = SiteId.Parse(item.RequiredText(Names.SiteIdentifier)),
            Subject = item.RequiredText(Names.Subject),
            Day = ReadDay(item, Names.SubjectDay),
            Kind = item.OptionalText(Names.SubjectKind) switch
            {
                null => item.ContainsKey(Names.SubjectDay) ? ErasureKind.Visitor : ErasureKind.User,
                Import => ErasureKind.Import,
                Everything or Range => ErasureKind.Everything,
                Filter => ErasureKind.Filter,
                var other => throw new StoredItemException($"An erasure of the kind {other} is newer than this program."),
            },
            Filters = item.OptionalText(Names.Filters),
            From = ReadDay(item, Names.SubjectFrom),
            To = ReadDay(item, Names.SubjectTo),
            SecretCheck = item.RequiredText(Names.SecretCheck),
            AskedAt = item.RequiredInstant(Names.AskedAt),
            AskedBy = item.RequiredText(Names.AskedBy),
            Version = item.RequiredNumber(Names.Version),
            DoneUntil = ReadDay(item, Names.DoneUntil),
            DaysLeft = (int)item.RequiredNumber(Names.DaysLeft),
            DaysChanged = (int)item.RequiredNumber(Names.DaysChanged),
            Events = item.RequiredNumber(Names.EventsErased),
            LookedAt = new ErasureCounts(at[0], at[1], at[2], at[3]),
            FinishedAt = item.OptionalInstant(Names.FinishedAt),
            Fault = item.OptionalText(Names.Fault),
            ExpiresAt = item.OptionalNumber(Names.TimeToLive) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
        };
    }

    private static string? KindOf(Erasure erasure) => erasure.Kind switch
    {
        ErasureKind.Import => Import,
        ErasureKind.Everything => erasure.From is null && erasure.To is null ? Everything : Range,
        ErasureKind.Filter => Filter,
        _ => null,
    };

    private static LocalDay? ReadDay(Dictionary<string, AttributeValue> item, string name) =>
        item.OptionalText(name) is { } text ? LocalDay.Parse(text) : null;
}
