using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Days;

/// <summary>A day as its item and back. Totals, blocks, claim and garbage are lists in a fixed order: append-only.</summary>
internal static class DayItem
{
    public static Dictionary<string, AttributeValue> Write(Day day)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(DayKeys.Day(day.Site, day.Date), Entity.Day);
        item[Names.SiteIdentifier] = Attributes.Text(day.Site.Value);
        item[Names.State] = Attributes.Number((int)day.State);
        item[Names.Version] = Attributes.Number(day.Version);
        item[Names.Start] = Attributes.Instant(day.Start);
        item[Names.End] = Attributes.Instant(day.End);
        item[Names.Zone] = Attributes.Text(day.Zone);
        item[Names.Rows] = Attributes.Number(day.Rows);
        item[Names.DistinctIds] = Attributes.Number(day.DistinctIds);
        item[Names.Shards] = Attributes.Number(day.Shards);
        item.SetInstant(Names.ClosesAt, day.ClosesAt);
        item.SetText(Names.ContentHash, day.ContentHash);
        item[Names.Totals] = WriteTotals(day.Totals);
        if (day.Hours.Count > 0)
        {
            item[Names.Hours] = Attributes.Bytes(DayHours.Write(day.Hours));
        }

        SetList(item, Names.Blocks, day.Blocks, WriteBlock);
        SetList(item, Names.Watermarks, day.Watermarks, Attributes.Instant);
        SetList(item, Names.Garbage, day.Garbage, g => Of(Attributes.Text(g.Id), Attributes.Number(g.Parts), Attributes.Instant(g.Since)));
        if (day.Claim is { } c)
        {
            item[Names.Claim] = Of(
                Attributes.Text(c.Id.Value), Attributes.Number(c.Planned), Attributes.Number(c.Done), Attributes.Instant(c.AsOf), Attributes.Instant(c.Until));
        }

        if (day.Inline.Length > 0)
        {
            item[Names.Inline] = Attributes.Bytes(day.Inline.ToArray());
        }

        if (day.Settling is { } settling)
        {
            item[Names.Settling] = Of(
                Attributes.Instant(settling.Before), Attributes.Number(settling.Seen.Items), Attributes.Number((decimal)settling.Seen.Hash), Of([.. settling.LogWatermarks.Select(Attributes.Instant)]));
            SetList(item, Names.Logs, settling.Logs, WriteBlock);
        }

        item.SetInstant(Names.SealedAt, day.SealedAt);
        item.SetInstant(Names.AuditedAt, day.AuditedAt);
        item[Names.Drift] = Attributes.Number(day.Drift);
        if (day.LatePending)
        {
            item[Names.LatePending] = Attributes.Flag(true);
        }

        SetList(item, Names.Purged, day.Purged, Attributes.Text);
        if (day.Expired != EventKinds.None)
        {
            item[Names.ExpiredKinds] = Attributes.Number((int)day.Expired);
        }

        item.SetText(Names.Alarm, day.Alarm);
        item.SetText(Names.Change, day.Change);
        if (day.Export is { } export)
        {
            item[Names.Export] = Of([Attributes.Text(export.Bucket), .. export.Content is { } content ? new[] { Attributes.Text(content) } : []]);
        }

        if (day.ExpiresAt is { } expiry)
        {
            item[Names.TimeToLive] = Attributes.Expiry(expiry);
        }

        return item;
    }

    public static Day Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Day);
        return new Day
        {
            Site = SiteId.Parse(item.RequiredText(Names.SiteIdentifier)),
            Date = LocalDay.Parse(item.RequiredText(Names.SortKey)),
            State = (DayState)item.RequiredNumber(Names.State),
            Version = item.RequiredNumber(Names.Version),
            Start = item.RequiredInstant(Names.Start),
            End = item.RequiredInstant(Names.End),
            Zone = item.RequiredText(Names.Zone),
            Rows = item.RequiredNumber(Names.Rows),
            DistinctIds = item.OptionalNumber(Names.DistinctIds) ?? 0,
            Shards = (int)item.RequiredNumber(Names.Shards),
            ClosesAt = item.OptionalInstant(Names.ClosesAt),
            ContentHash = item.OptionalText(Names.ContentHash),
            Totals = ReadTotals(item[Names.Totals]),
            Hours = item.TryGetValue(Names.Hours, out AttributeValue? hours) && hours.B is { } bytesOfHours ? DayHours.Read(bytesOfHours.ToArray()) : [],
            Blocks = ReadList(item, Names.Blocks, ReadBlock),
            Watermarks = ReadList(item, Names.Watermarks, value => Instant(value)),
            Garbage = ReadList(item, Names.Garbage, ReadGarbage),
            Claim = item.TryGetValue(Names.Claim, out AttributeValue? claim)
                ? new DayClaim(BuildId.Parse(claim.L[0].S), (int)Number(claim.L[1]), (int)Number(claim.L[2]), Instant(claim.L[3]), Instant(claim.L[4]))
                : null,
            Inline = item.TryGetValue(Names.Inline, out AttributeValue? bytes) ? bytes.B.ToArray() : ReadOnlyMemory<byte>.Empty,
            Settling = item.TryGetValue(Names.Settling, out AttributeValue? settling) ? ReadSettling(settling, ReadList(item, Names.Logs, ReadBlock)) : null,
            SealedAt = item.OptionalInstant(Names.SealedAt),
            AuditedAt = item.OptionalInstant(Names.AuditedAt),
            Drift = item.OptionalNumber(Names.Drift) ?? 0,
            LatePending = item.Flag(Names.LatePending),
            Purged = ReadList(item, Names.Purged, value => value.S),
            Expired = (EventKinds)(item.OptionalNumber(Names.ExpiredKinds) ?? 0),
            Alarm = item.OptionalText(Names.Alarm),
            Change = item.OptionalText(Names.Change),
            ExpiresAt = item.OptionalNumber(Names.TimeToLive) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
            Export = item.TryGetValue(Names.Export, out AttributeValue? export) ? new DayExport(export.L[0].S, export.L.Count > 1 ? export.L[1].S : null) : null,
        };
    }

    private static DaySettling ReadSettling(AttributeValue value, IReadOnlyList<DayBlock> logs) =>
        new(Instant(value.L[0]), new RawFingerprint(Number(value.L[1]), ulong.Parse(value.L[2].N, CultureInfo.InvariantCulture)))
        {
            Logs = logs,
            LogWatermarks = [.. value.L[3].L.Select(Instant)],
        };

    private static AttributeValue WriteTotals(DayTotals t) => t == default
        ? Of()
        : Of([.. new[] { t.Pageviews, t.Visitors, t.Visits, t.Bounces, t.DurationMs, t.Events }.Select(Attributes.Number)]);

    private static DayTotals ReadTotals(AttributeValue value)
    {
        long At(int i) => i < value.L.Count ? Number(value.L[i]) : 0;
        return new DayTotals(At(0), At(1), At(2), At(3), At(4), At(5));
    }

    private static AttributeValue WriteBlock(DayBlock b) => Of(
        Attributes.Text(b.Id.ToString()),
        Attributes.Number((int)b.Kind),
        Attributes.Number(b.Rows),
        Attributes.Number(b.Bytes),
        Attributes.Number(b.Parts),
        Attributes.Number((decimal)b.FirstHash),
        Attributes.Number((decimal)b.LastHash));

    private static DayBlock ReadBlock(AttributeValue b) =>
        new(BlockId.Parse(b.L[0].S), (BlockKind)Number(b.L[1]), (int)Number(b.L[2]), (int)Number(b.L[3]), (int)Number(b.L[4]))
        {
            FirstHash = ulong.Parse(b.L[5].N, CultureInfo.InvariantCulture),
            LastHash = ulong.Parse(b.L[6].N, CultureInfo.InvariantCulture),
        };

    private static DayGarbage ReadGarbage(AttributeValue g)
    {
        (string id, DateTimeOffset since) = (g.L[0].S, Instant(g.L[2]));
        return id.Contains('#', StringComparison.Ordinal)
            ? DayGarbage.Of(BlockId.Parse(id), (int)Number(g.L[1]), since)
            : DayGarbage.Of(BuildId.Parse(id), since);
    }

    private static AttributeValue Of(params List<AttributeValue> values) => new() { L = values };

    private static long Number(AttributeValue value) => long.Parse(value.N, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(AttributeValue value) => DateTimeOffset.FromUnixTimeMilliseconds(Number(value));

    private static void SetList<T>(Dictionary<string, AttributeValue> item, string name, IReadOnlyList<T> values, Func<T, AttributeValue> write)
    {
        if (values.Count > 0)
        {
            item[name] = new AttributeValue { L = [.. values.Select(write)] };
        }
    }

    private static List<T> ReadList<T>(Dictionary<string, AttributeValue> item, string name, Func<AttributeValue, T> read) =>
        item.TryGetValue(name, out AttributeValue? list) && list.L is { } values ? [.. values.Select(read)] : [];
}
