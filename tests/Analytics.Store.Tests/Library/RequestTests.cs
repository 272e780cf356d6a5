using System.Globalization;
using Analytics.Store.Ranges;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Analytics.Store;
using Analytics.Store.Days;
using Analytics.Store.Annotations;
using Analytics.Store.Calendars;
using Analytics.Store.Errors;
using Analytics.Store.Events;
using Analytics.Store.Funnels;
using Analytics.Store.Segments;
using Analytics.Store.Sites;
using Analytics.Store.Stats;

namespace Analytics.Store.Tests.Library;

/// <summary>What each command sends, to the letter: read a difference before approving it, items live for years.</summary>
public class RequestTests
{
    private static readonly AnalyticsStore Store = new(new AnalyticsStoreOptions { TableName = "AnalyticsTable" });
    private static readonly SiteRange Range = new() { SiteId = "site-123", Start = Some.Noon, End = Some.Noon.AddDays(2) };

    private static readonly Segment Readers = new()
    {
        Id = new SegmentId(7),
        SiteId = SiteId.Parse("site-123"),
        Name = "Readers",
        Filters = """[["is","event:page",["/blog"]]]""",
        CreatedAt = Some.Noon,
        UpdatedAt = Some.Noon,
    };

    private static readonly Annotation Launch = new()
    {
        Id = AnnotationId.Parse("note-7"),
        SiteId = SiteId.Parse("site-123"),
        Day = LocalDay.Parse("2026-03-10"),
        At = Some.Noon,
        Until = LocalDay.Parse("2026-03-12"),
        Text = "Launch",
        CreatedBy = "owner@example.com",
        CreatedAt = Some.Noon,
        UpdatedAt = Some.Noon,
    };

    private static ErrorMark Mended => new()
    {
        SiteId = SiteId.Parse("site-123"),
        Fingerprint = "k3x9",
        Status = ErrorStatus.Resolved,
        MarkedBy = "owner@example.com",
        MarkedAt = Some.Noon,
        Releases = ["2026.3.1", "2026.3.0"],
    };

    private static readonly Funnel Joining = new()
    {
        Id = FunnelId.Parse("funnel-7"),
        SiteId = SiteId.Parse("site-123"),
        Name = "Joining",
        Definition = """{"steps":[{"page":"/"},{"event":"Signup"}]}""",
        CreatedAt = Some.Noon,
        UpdatedAt = Some.Noon,
    };

    public static readonly Dictionary<string, Func<AmazonWebServiceRequest>> Commands = new()
    {
        ["CreateSiteCommand"] = () => Store.CreateSiteCommand(Some.Site("site-123", "Europe/Tallinn") with { Domains = ["example.com", "example.org"] }),
        ["GetSiteCommand"] = () => Store.GetSiteCommand("site-123"),
        ["GetSiteOfDomainCommand"] = () => Store.GetSiteOfDomainCommand("www.Example.com"),
        ["ListSitesByOwnerCommand"] = () => Store.ListSitesByOwnerCommand("user-456", "site-100"),
        ["UpdateSiteCommand"] = () => Store.UpdateSiteCommand(
            Some.Site("site-123"),
            Some.Site("site-123") with { Name = "Renamed", Domains = ["example.net"], UpdatedAt = Some.Noon.AddMinutes(1) }),
        ["DeleteSiteCommand"] = () => Store.DeleteSiteCommand(Some.Site("site-123")),
        ["RecordMarkedPageViewCommand"] = () => Store.RecordMarkedPageViewCommand(SomeLibrary.PageView(), Some.Site("site-123"), Some.Noon.AddSeconds(1)),
        ["RecordMarkedCustomEventCommand"] = () => Store.RecordMarkedCustomEventCommand(
            SomeLibrary.CustomEvent() with { Timestamp = Some.Noon.AddDays(-60) }, Some.Site("site-123"), Some.Noon),
        ["MarkDayCommand"] = () => Store.MarkDayCommand(Some.Site("site-123"), Some.Noon, Some.Noon),
        ["RecordPageViewCommand"] = () => Store.RecordPageViewCommand(SomeLibrary.PageView()),
        ["QueryPageViewsCommand"] = () => Store.QueryPageViewsCommand("site-123", Some.Noon, Some.Noon.AddDays(2)),
        ["RecordCustomEventCommand"] = () => Store.RecordCustomEventCommand(SomeLibrary.CustomEvent()),
        ["QueryCustomEventsCommand"] = () => Store.QueryCustomEventsCommand(Range, "2026-03-11/0/20260311T080000000#event-9"),
        ["UpsertSessionCommand"] = () => Store.UpsertSessionCommand(SomeLibrary.Session()),
        ["QuerySessionsCommand"] = () => Store.QuerySessionsCommand("site-123", Some.Noon, Some.Noon.AddDays(2)),
        ["CreateGoalCommand"] = () => Store.CreateGoalCommand(SomeLibrary.Goal()),
        ["UpdateGoalCommand"] = () => Store.UpdateGoalCommand(SomeLibrary.Goal(), SomeLibrary.Goal() with { Pattern = "/welcome", UpdatedAt = Some.Noon.AddMinutes(1) }),
        ["DeleteGoalCommand"] = () => Store.DeleteGoalCommand("site-123", "goal-123"),
        ["ListGoalsCommand"] = () => Store.ListGoalsCommand("site-123"),
        ["CreateSegmentCommand"] = () => Store.CreateSegmentCommand(Readers),
        ["UpdateSegmentCommand"] = () => Store.UpdateSegmentCommand(Readers, Readers with { Name = "Regulars", UpdatedAt = Some.Noon.AddMinutes(1) }),
        ["DeleteSegmentCommand"] = () => Store.DeleteSegmentCommand(Readers.SiteId, Readers.Id),
        ["ListSegmentsCommand"] = () => Store.ListSegmentsCommand(Readers.SiteId, "7"),
        ["DeleteUnchangedGoalCommand"] = () => Store.DeleteUnchangedGoalCommand(SomeLibrary.Goal()),
        ["DeleteUnchangedSegmentCommand"] = () => Store.DeleteUnchangedSegmentCommand(Readers),
        ["DeleteUnchangedFunnelCommand"] = () => Store.DeleteUnchangedFunnelCommand(Joining),
        ["CreateAnnotationCommand"] = () => Store.CreateAnnotationCommand(Launch),
        ["UpdateAnnotationCommand"] = () => Store.UpdateAnnotationCommand(Launch, Launch with { At = null, Until = null, Text = "Launched", UpdatedAt = Some.Noon.AddMinutes(1) }),
        ["DeleteAnnotationCommand"] = () => Store.DeleteAnnotationCommand(Launch.SiteId, Launch.Id),
        ["DeleteUnchangedAnnotationCommand"] = () => Store.DeleteUnchangedAnnotationCommand(Launch),
        ["GetAnnotationCommand"] = () => Store.GetAnnotationCommand(Launch.SiteId, Launch.Id),
        ["ListAnnotationsCommand"] = () => Store.ListAnnotationsCommand(Launch.SiteId, "note-7"),
        ["PutErrorMarkCommand"] = () => Store.PutErrorMarkCommand(Mended),
        ["DeleteErrorMarkCommand"] = () => Store.DeleteErrorMarkCommand(Mended.SiteId, Mended.Fingerprint),
        ["ListErrorMarksCommand"] = () => Store.ListErrorMarksCommand(Mended.SiteId, "k3x9"),
        ["CreateFunnelCommand"] = () => Store.CreateFunnelCommand(Joining),
        ["UpdateFunnelCommand"] = () => Store.UpdateFunnelCommand(Joining, Joining with { Name = "Staying", UpdatedAt = Some.Noon.AddMinutes(1) }),
        ["DeleteFunnelCommand"] = () => Store.DeleteFunnelCommand(Joining.SiteId, Joining.Id),
        ["GetFunnelCommand"] = () => Store.GetFunnelCommand(Joining.SiteId, Joining.Id),
        ["ListFunnelsCommand"] = () => Store.ListFunnelsCommand(Joining.SiteId, "funnel-7"),
        ["GetAggregatedStatsCommand"] = () => Store.GetAggregatedStatsCommand("site-123", AggregationPeriod.Day, Some.Noon, Some.Noon.AddDays(30)),
        ["GetTopPagesCommand"] = () => Store.GetTopPagesCommand("site-123", AggregationPeriod.Day, Some.Day),
        ["GetRealtimeStatsCommand"] = () => Store.GetRealtimeStatsCommand("site-123", 5, Some.Noon),
        ["UpdateRealtimeStatsCommand"] = () => Store.UpdateRealtimeStatsCommand(SomeLibrary.Realtime()),
    };

    public static TheoryData<string> Names => [.. Commands.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_request_is_the_approved_one(string command) => Approved.Verify(RequestText.Of(Commands[command]()), command);

    [Fact]
    public void Every_command_of_the_library_has_an_approved_request()
    {
        IEnumerable<string> built = typeof(AnalyticsStore).GetMethods().Select(m => m.Name).Where(n => n.EndsWith("Command", StringComparison.Ordinal)).Distinct();

        Assert.Equal(built.Order(), Commands.Keys.Order());
    }

    [Fact]
    public void A_request_is_the_same_under_every_culture()
    {
        var here = Commands.ToDictionary(c => c.Key, c => RequestText.Of(c.Value()));
        foreach (string culture in CultureScope.Hostile)
        {
            using var scope = new CultureScope(culture);
            foreach ((string name, Func<AmazonWebServiceRequest> build) in Commands)
            {
                Assert.Equal(here[name], RequestText.Of(build()));
            }
        }
    }

    [Fact]
    public void Nothing_expires_where_ttl_is_off()
    {
        var store = new AnalyticsStore(new AnalyticsStoreOptions { TableName = "AnalyticsTable", UseTtl = false });

        Assert.False(store.RecordPageViewCommand(SomeLibrary.PageView()).Item.ContainsKey("ttl"));
        Assert.DoesNotContain(":ttl", store.UpdateRealtimeStatsCommand(SomeLibrary.Realtime()).ExpressionAttributeValues.Keys);
    }

    [Fact]
    public void What_is_recorded_now_is_received_now_and_lives_from_now_on_whenever_it_happened()
    {
        PageView old = SomeLibrary.PageView() with { Timestamp = Some.Noon.AddDays(-400) };
        Site brief = Some.Site("site-123") with { Settings = new SiteSettings { RawRetentionDays = 7 } };

        PutItemRequest alone = Store.RecordPageViewCommand(old, Some.Noon);
        Put marked = Store.RecordMarkedPageViewCommand(old, brief, Some.Noon).TransactItems[0].Put;

        Assert.Equal("SITE#site-123#RAW#2025-02-03#0", alone.Item["pk"].S);
        Assert.Equal("20260310T120000000#pv-789", alone.Item["sk"].S);
        Assert.Equal(Some.Noon.AddDays(30).ToUnixTimeSeconds(), long.Parse(alone.Item["ttl"].N, CultureInfo.InvariantCulture));
        Assert.Equal(Some.Noon.AddDays(7).ToUnixTimeSeconds(), long.Parse(marked.Item["ttl"].N, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Where_ttl_is_off_neither_the_event_expires_nor_does_its_day_close()
    {
        var store = new AnalyticsStore(new AnalyticsStoreOptions { TableName = "AnalyticsTable", UseTtl = false });

        TransactWriteItemsRequest request = store.RecordMarkedPageViewCommand(SomeLibrary.PageView() with { Timestamp = Some.Noon.AddDays(-60) }, Some.Site("site-123"), Some.Noon);

        Assert.False(request.TransactItems[0].Put.Item.ContainsKey("ttl"));
        Assert.DoesNotContain(":closesAt", request.TransactItems.Single(item => item.Update is not null).Update.ExpressionAttributeValues.Keys);
    }
}
