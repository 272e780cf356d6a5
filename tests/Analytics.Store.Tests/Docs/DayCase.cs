using System.Globalization;
using System.Text.RegularExpressions;
using Analytics.Store.Blocks;
using Analytics.Store.Days;

namespace Analytics.Store.Tests.Docs;

/// <summary>A case of docs/life-of-a-day.md: what is stored of a day and what else is known, read from the words of the document.</summary>
internal sealed partial record DayCase(Day? Day, DayFacts Facts, DateTimeOffset Now)
{
    private const string Content = "as it is now";
    private const string Bucket = "the bucket";
    private static readonly BuildId Own = BuildId.Parse("b1"), Other = BuildId.Parse("b2");

    /// <summary>The states of the document, in its order.</summary>
    public static readonly IReadOnlyList<string> States = ["none", "open", "sealed", "audited", "closed"];

    /// <summary>What the code does in this case.</summary>
    public DayStep Step() => NextStep.Of(Day, Facts, Now);

    /// <summary>Reads a row.</summary>
    /// <param name="state">One of <see cref="States"/>.</param>
    /// <param name="what">What is the case: several things, separated by semicolons.</param>
    /// <param name="end">The end of the day.</param>
    /// <param name="now">When it is asked.</param>
    public static DayCase Read(string state, string what, DateTimeOffset end, DateTimeOffset now)
    {
        var begun = new DayCase(InState(state, end), new DayFacts(end) { Build = Own }, now);
        return what.Split(';', StringSplitOptions.TrimEntries).Aggregate(begun, (found, words) => found.With(words));
    }

    private static Day? InState(string state, DateTimeOffset end)
    {
        Day open = Day.NewOpen(Some.Site(), Some.Day);
        Day built = open with { State = DayState.Sealed, SealedAt = end.AddHours(2), ClosesAt = end.AddDays(28), ContentHash = Content };
        Day audited = built with { AuditedAt = end.AddHours(26) };
        return state switch
        {
            "none" => null,
            "open" => open,
            "sealed" => built,
            "audited" => audited,
            "closed" => audited with { State = DayState.Closed },
            _ => throw new FormatException($"'{state}' is no state."),
        };
    }

    private DayCase With(string words) => words switch
    {
        "no events came" or "no bucket" or "no object yet" => this,
        "events came" => this with { Facts = Facts with { EventsCame = true } },
        "a claim of another build" => Claimed(Other, Now.AddTicks(1)),
        "a claim of this build" => Claimed(Own, Now.AddTicks(1)),
        "a claim that has ended" => Claimed(Other, Now),
        "a bucket" => this with { Facts = Facts with { Bucket = Bucket } },
        "its object is up to date" => Exported(Bucket, Content),
        "its object has the content of before" => Exported(Bucket, "as it was before"),
        "the content of its object is unknown" => Exported(Bucket, null),
        "its object is in another bucket" => Exported("another", Content),
        "it settles" => this with { Day = Day! with { Settling = new DaySettling(Day.SealedAt!.Value + NextStep.Overlap, default) } },
        "a settling was tried" => this with { Facts = Facts with { MaySettle = false } },
        "past its retention" => this with { Facts = Facts with { ExpiresAt = Now } },
        _ when Counted().Match(words) is { Success: true } match =>
            WithMany(match.Groups["what"].Value, NumberOf(match.Groups["count"].Value)),
        _ => throw new FormatException($"'{words}' is nothing that can be the case."),
    };

    private DayCase WithMany(string what, int count) => what switch
    {
        "garbage" => this with { Day = Day! with { Garbage = [DayGarbage.Of(Other, Now.AddMinutes(-count))] } },
        "logs" => this with { Day = Day! with { Blocks = [.. Enumerable.Range(0, count).Select(LogOf)] } },
        _ => this with { Facts = Facts with { EventsCame = true, Tail = count } },
    };

    private static DayBlock LogOf(int number) => new(new BlockId(Other, number), BlockKind.Log, 2_500, 50_000, 1);

    private static int NumberOf(string text) => int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private DayCase Claimed(BuildId build, DateTimeOffset until) =>
        this with { Day = Day! with { Claim = new DayClaim(build, 0, 0, Now, until) } };

    private DayCase Exported(string bucket, string? content) => this with { Day = Day! with { Export = new DayExport(bucket, content) } };

    [GeneratedRegex(@"^(?:(?<what>garbage) for (?<count>\d+) min|(?<count>[\d,]+) (?<what>logs|events in the raw tail))$")]
    private static partial Regex Counted();
}
