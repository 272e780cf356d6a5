using Analytics.Engine.Exports;
using Analytics.Engine.Recording;
using Analytics.Engine.Tests.Compaction;
using Analytics.Store.Calendars;
using Analytics.Store.Drops;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;

namespace Analytics.Engine.Tests.Erasing;

/// <summary>After an erasure an event is refused by name, or it counts: never is it accepted and invisible.</summary>
public sealed class AcceptedCountsTests
{
    private static readonly ImportId Wrong = ImportId.Parse("wrong"), Right = ImportId.Parse("right");

    // Asked for a minute and a half before midnight, so that tomorrow's first minutes are within what a clock may be ahead.
    public static TheoryData<string, string, double, double, string?> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, double, double, string?>();
            foreach (string zone in new[] { "UTC", "Pacific/Auckland", "America/Los_Angeles" })
            {
                foreach (string subject in new[] { "import", "everything", "user" })
                {
                    foreach ((double time, double receipt) in new[] { (-1.0, -0.5), (9, -0.5), (9, 1), (-1, 1), (1, 1), (60, 60), (60 * 24 * 3, 60 * 24 * 3) })
                    {
                        foreach (string? import in new[] { null, Wrong.Value, Right.Value })
                        {
                            cases.Add(zone, subject, time, receipt, import);
                        }
                    }
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_event_is_refused_as_erased_or_counts(string zone, string subject, double minutes, double receivedAfter, string? import)
    {
        Site site = Some.Site(zone: zone) with { Settings = new SiteSettings { Identification = true } };
        CompactedTable table = await CompactedTable.CreateAsync(site);
        DateTimeOffset asked = site.Calendar.EndOf(Some.Day).AddSeconds(-90);
        table.Clock.Set(asked);
        await AskAsync(table, subject);
        table.Clock.Set(asked.AddMinutes(Math.Max(1, receivedAfter)));
        Site told = await table.SiteAsync();
        Hit hit = Some.Hit(told) with
        {
            Time = asked.AddMinutes(minutes),
            ReceivedAt = asked.AddMinutes(receivedAfter),
            Import = import is null ? null : ImportId.Parse(import),
            UserId = "ada",
            Salt = null,
        };

        HitOutcome recorded = Assert.Single(await table.Recorder().RecordManyAsync(told, [hit], CancellationToken.None));

        bool isErased = subject switch { "import" => import == Wrong.Value, "everything" => receivedAfter <= 0, _ => minutes <= 0 };
        Assert.Equal(isErased, recorded is HitOutcome.Dropped { Reason: DropReason.Erased });
        Assert.Equal(isErased ? 0 : 1, await PageviewsAsync(table));
    }

    [Theory]
    [InlineData("import")]
    [InlineData("everything")]
    public async Task What_an_instance_accepted_before_it_knew_is_erased_of_tomorrow_too(string subject)
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        DateTimeOffset asked = table.Site.Calendar.EndOf(Some.Day).AddSeconds(-90);
        table.Clock.Set(asked);
        Recorder unaware = table.Recorder();
        await AskAsync(table, subject);
        Hit hit = Some.Hit(table.Site) with { Time = asked.AddMinutes(9), ReceivedAt = asked, Import = Wrong, Salt = null };
        Assert.IsType<HitOutcome.Accepted>(Assert.Single(await unaware.RecordManyAsync(table.Site, [hit], CancellationToken.None)));
        Assert.NotEmpty(table.Items("#RAW#"));

        Assert.Equal(0, await PageviewsAsync(table)); // left out at once
        table.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, (await table.Eraser().PreviewAsync(table.Site, Subject(subject), TimeSpan.FromSeconds(50), CancellationToken.None))!.Events);
        await table.Eraser().RunAsync(TimeSpan.FromSeconds(50), work => Assert.Null(work.Fault), CancellationToken.None);

        Assert.Empty(table.Items("#RAW#"));
    }

    [Fact]
    public async Task An_export_of_an_erased_import_drops_it_whatever_the_time_of_its_events()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        await AskAsync(table, "import");
        table.Clock.Advance(TimeSpan.FromDays(2));
        Site told = await table.SiteAsync();
        Event e = Some.Pageview("late", "/late", table.Clock.GetUtcNow());

        HitOutcome[] outcomes = [.. await table.Recorder().ImportAsync(told, [e with { Import = Wrong }, e with { Id = EventId.Parse("other"), Import = Right }], CancellationToken.None)];

        Assert.Equal(DropReason.Erased, Assert.IsType<HitOutcome.Dropped>(outcomes[0]).Reason);
        Assert.IsType<HitOutcome.Accepted>(outcomes[1]);
        Assert.Equal(1, await PageviewsAsync(table));
    }

    [Theory]
    [InlineData("import")]
    [InlineData("everything")]
    public async Task Closed_days_are_exported_without_them_before_the_eraser_has_come(string subject)
    {
        ErasedTable erased = await ErasedTable.CreateAsync();
        CompactedTable table = erased.Table;
        Assert.Contains(await ExportAsync(table), e => e.Import == ErasedTable.Log);
        ErasureSubject what = subject == "import" ? new ErasureSubject.Import(ErasedTable.Log) : new ErasureSubject.Everything();
        Assert.NotNull(await table.Eraser().AskAsync(table.Site, what, "key", CancellationToken.None));

        List<Event> left = await ExportAsync(table);

        Assert.DoesNotContain(left, e => e.Import == ErasedTable.Log);
        Assert.Equal(subject == "import", left.Count > 0);
    }

    private static async Task<List<Event>> ExportAsync(CompactedTable table)
    {
        List<Event> events = [];
        await foreach (ExportedEvent e in table.Engine().Exporter.ReadAsync(await table.SiteAsync(), ErasedTable.Closed, ErasedTable.Open, null, CancellationToken.None))
        {
            events.Add(e.Event);
        }

        return events;
    }

    private static async Task AskAsync(CompactedTable table, string subject) => Assert.NotNull(await table.Eraser().AskAsync(table.Site, Subject(subject), "key", CancellationToken.None));

    private static ErasureSubject Subject(string subject) => subject switch
    {
        "import" => new ErasureSubject.Import(Wrong),
        "everything" => new ErasureSubject.Everything(),
        _ => new ErasureSubject.User("ada"),
    };

    private static async Task<int> PageviewsAsync(CompactedTable table)
    {
        int count = 0;
        var days = table.Engine().Days;
        Site site = await table.SiteAsync();
        var reading = await days.OpenAsync(site, [(Some.Day.Plus(-3), Some.Day.Plus(10))], CancellationToken.None);
        await foreach (var content in reading.ReadUnsealedAsync(CancellationToken.None))
        {
            count += content.Blocks.Sum(block => block.Rows);
        }

        return count;
    }
}
