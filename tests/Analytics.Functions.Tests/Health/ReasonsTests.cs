using Analytics.Engine.Health;
using Analytics.Functions.Configuration;
using System.Text.RegularExpressions;
using Analytics.Engine;
using Analytics.Functions.Health;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;

namespace Analytics.Functions.Tests.Health;

public sealed partial class ReasonsTests
{
    private static readonly DateTimeOffset Now = Some.Noon;

    private static readonly SiteHealth Well = new(Some.Site())
    {
        Days = [],
        DueSince = [],
        DroppedFrom = Some.Day.Plus(-1),
        Dropped = new Dictionary<string, long>(),
        Erasures = [],
    };

    private static readonly Day Stored = Day.NewOpen(Some.Site(), Some.Day.Plus(-2)) with { State = DayState.Sealed, SealedAt = Now.AddHours(-30) };

    private static readonly Erasure Asked = new()
    {
        Id = ErasureId.New(Now.AddHours(-25)),
        Site = Some.Site().Id,
        Subject = "hash",
        SecretCheck = "check",
        AskedAt = Now.AddHours(-25),
        AskedBy = "owner@example.com",
    };

    private static readonly SiteHealth Ill = Well with
    {
        Site = Some.Site() with { PausedUntil = Now.AddHours(3), Settings = new SiteSettings { DailyEventBudget = 5_000 } },
        Days = [Stored with { Drift = 3, Alarm = "Of 5 events that were counted 3 are left." }],
        Unsealed = new WaitingDay(Some.Day.Plus(-1), Now.AddHours(-7)),
        Dropped = new Dictionary<string, long> { ["hostname"] = 100 },
        Erasures = [Asked],
        KindsDueSince = Now.AddHours(-25),
    };

    private static string[] Words(SiteHealth health, Func<HealthFacts, HealthFacts>? with = null) => [.. View(health, with).Reasons.Select(r => r.Reason)];

    private static HealthView View(SiteHealth health, Func<HealthFacts, HealthFacts>? with = null) =>
        HealthView.Of((with ?? (f => f))(new HealthFacts(Now, [health], [])), "1.0.0", null);

    [Fact]
    public void Every_word_is_described_and_no_other()
    {
        string[] told =
        [
            .. Words(Ill),
            .. Words(Ill with { Erasures = [Asked with { Fault = "The secret is lost." }] }),
            .. Words(Well, f => f with { DueSince = [Now.AddHours(-2)], EventsToday = 7, DailyEvents = 7 }),
        ];
        string document = File.ReadAllText(Repository.At("docs/http-api.md")).ReplaceLineEndings("\n");
        string section = document[document.IndexOf("### `GET /api/v2/health`", StringComparison.Ordinal)..document.IndexOf("## Internal", StringComparison.Ordinal)];

        Assert.Equal(Word().Matches(section).Select(m => m.Groups[1].Value).Order(), told.Distinct().Order());
    }

    [Fact]
    public void Where_maintenance_does_nothing_that_is_the_one_reason_for_all_that_waits()
    {
        Assert.Equal(["maintenance_late", "site_paused"], Words(Ill with { Days = [], Dropped = Well.Dropped }, f => f with { DueSince = [Now.AddHours(-7)] }));

        // It has sealed a day since: it runs, and what waits has a reason of its own.
        Day since = Stored with { SealedAt = Now.AddHours(-1) };
        Assert.Equal(["day_unsealed", "erasure_late", "retention_late"], Words(Ill with { Site = Well.Site, Days = [since], Dropped = Well.Dropped }, f => f with { DueSince = [Now.AddHours(-7)] }));
    }

    [Fact]
    public void A_day_that_maintenance_could_not_finish_does_not_hide_that_it_has_stopped_since()
    {
        SiteHealth left = Well with { Unsealed = new WaitingDay(Some.Day.Plus(-9), Now.AddDays(-8)), Days = [Stored with { AuditedAt = Now.AddHours(-5) }] };

        Assert.Equal(["day_unsealed"], Words(left, f => f with { DueSince = [Now.AddDays(-8)] }));
        HealthView both = View(left, f => f with { DueSince = [Now.AddDays(-8), Now.AddHours(-4)] });
        Assert.Equal(["maintenance_late", "day_unsealed"], both.Reasons.Select(r => r.Reason));
        Assert.Equal((Now.AddHours(-4), Now.AddDays(-8)), (both.Reasons[0].Since, both.OldestDue));
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(61, true)]
    public void A_run_that_takes_its_time_is_no_reason(int minutes, bool isLate) =>
        Assert.Equal(isLate, Words(Well, f => f with { DueSince = [Now.AddMinutes(-minutes)] }).Contains("maintenance_late"));

    [Fact]
    public void The_remedy_is_that_of_the_place_where_it_runs()
    {
        static string Remedy(bool inLambda) => Assert.Single(View(Well, f => f with { DueSince = [Now.AddHours(-2)], InLambda = inLambda }).Reasons).Remedy;

        Assert.Contains("schedule", Remedy(inLambda: true), StringComparison.Ordinal);
        Assert.Contains("the program's log", Remedy(inLambda: false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(99, 0, false)]
    [InlineData(100, 1_000, true)]
    [InlineData(100, 1_010, false)] // a tenth of what was taken is not reached
    [InlineData(50_000, 100_000, true)]
    public void Drops_are_many_by_number_and_by_share(long dropped, long taken, bool isMany) => Assert.Equal(
        isMany,
        Words(Well with { Dropped = new Dictionary<string, long> { ["rate_limited"] = dropped }, Days = [Stored with { Date = Some.Day.Plus(-1), Rows = taken }] }).Contains("events_dropped"));

    [Fact]
    public void What_a_pause_drops_is_told_once()
    {
        SiteHealth paused = Ill with { Days = [], Unsealed = null, Erasures = [], KindsDueSince = null, Dropped = new Dictionary<string, long> { ["over_budget"] = 9_000 } };

        Assert.Equal(["site_paused"], Words(paused));
        Assert.Equal(["events_dropped"], Words(paused with { Site = Some.Site() }));
        Assert.Equal(["budget_used_up"], Words(paused with { Site = Some.Site() }, f => f with { EventsToday = 8, DailyEvents = 8 }));
    }

    [Fact]
    public void A_budget_that_samples_does_not_say_that_nothing_is_taken()
    {
        HealthReason reason = Assert.Single(View(Well, f => f with { EventsToday = 12_345, DailyEvents = 10_000, OverBudget = OverBudget.Sample }).Reasons);

        Assert.Equal("All sites together have taken 12,345 events today; the budget is 10,000 events. Until midnight in UTC one visitor in ten is taken.", reason.Message);
    }

    [Theory]
    [InlineData(1, "1 minute")]
    [InlineData(119, "119 minutes")]
    [InlineData(120, "2 hours")]
    [InlineData(47 * 60, "47 hours")]
    [InlineData(49 * 60, "2 days")]
    public void Times_are_told_in_the_unit_that_one_counts_in(int minutes, string words)
    {
        using var _ = new CultureScope("th-TH");
        Assert.Equal(words, Amounts.Of(TimeSpan.FromMinutes(minutes)));
    }

    [GeneratedRegex("^\\| ([a-z]+_[a-z_]+) \\|", RegexOptions.Multiline)]
    private static partial Regex Word();
}
