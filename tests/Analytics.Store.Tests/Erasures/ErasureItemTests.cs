using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Tests.Erasures;

public sealed class ErasureItemTests
{
    private static readonly LocalDay First = new(2026, 3, 1), Last = new(2026, 3, 10);

    public static TheoryData<ErasureKind, string?, bool> Kinds() => new()
    {
        { ErasureKind.User, null, false },
        { ErasureKind.Import, "import", false },
        { ErasureKind.Everything, "everything", false },
        { ErasureKind.Everything, "range", true }, // a release that knows no ranges refuses it: it must not reset all days
        { ErasureKind.Filter, "filter", true },
        { ErasureKind.Filter, "filter", false },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_erased_is_read_as_it_was_written(ErasureKind kind, string? stored, bool isRanged)
    {
        Erasure erasure = Of(kind) with { From = isRanged ? First : null, To = isRanged ? Last : null };

        Dictionary<string, AttributeValue> item = ErasureItem.Write(erasure);

        Assert.Equal(stored, item.OptionalText("kind"));
        Assert.Equal(erasure, ErasureItem.Read(item));
    }

    [Fact]
    public void An_erasure_of_a_release_before_filters_is_read_without_bounds()
    {
        Dictionary<string, AttributeValue> item = ErasureItem.Write(Of(ErasureKind.Everything));
        Assert.All(["filters", "from", "to"], name => Assert.DoesNotContain(name, item.Keys));

        Erasure read = ErasureItem.Read(item);

        Assert.Equal((ErasureKind.Everything, true), (read.Kind, read.IsOf(new LocalDay(1999, 1, 1))));
    }

    [Fact]
    public void Matched_events_count_when_the_last_of_their_attempt_is_stored()
    {
        Erasure erasure = Of(ErasureKind.Filter);
        Event[] events = [.. Enumerable.Range(0, 4).Select(i => Some.Pageview($"e{i}", "/", erasure.AskedAt.AddHours(-i)))];
        ulong[] hashes = [.. events.Select(e => e.Id.Hash())];
        DateTimeOffset expiry = erasure.AskedAt.AddDays(30);
        List<Dictionary<string, AttributeValue>> items =
        [
            MatchedEventsItem.WritePart(erasure, First, "killed", 1, [hashes[3]], expiry),
            MatchedEventsItem.WritePart(erasure, First, "whole", 1, [hashes[1]], expiry),
        ];
        Assert.Empty(MatchedEventsItem.Read(items));

        items.Add(MatchedEventsItem.WriteLast(ErasureKeys.Matches(erasure.Site, First, erasure.Id), erasure, "whole", [hashes[0]], expiry));

        MatchedEvents matched = Assert.Single(MatchedEventsItem.Read(items));
        Assert.Equal([true, true, false, false], events.Select(matched.Hold));
        Assert.True(matched.Hold(events[1] with { ReceivedAt = erasure.AskedAt.AddDays(1) })); // sent again
        Assert.False(matched.Hold(events[0] with { Time = erasure.AskedAt.AddDays(1), ReceivedAt = erasure.AskedAt.AddDays(1) })); // happened and came afterwards
        Assert.Empty(items.SelectMany(ErasedVisitors.Read));
    }

    private static Erasure Of(ErasureKind kind)
    {
        DateTimeOffset askedAt = Some.Noon;
        return new Erasure
        {
            Id = ErasureId.New(askedAt),
            Site = SiteId.Parse("site-1"),
            Kind = kind,
            Subject = kind == ErasureKind.User ? "0a1b" : "",
            Filters = kind == ErasureKind.Filter ? """[["is","event:page",["/"]]]""" : null,
            SecretCheck = "",
            AskedAt = askedAt,
            AskedBy = "owner@example.com",
            ExpiresAt = askedAt.AddDays(100),
        };
    }
}
