using System.Globalization;
using System.Text.RegularExpressions;
using Analytics.Store.Calendars;
using Analytics.Store.Days;

namespace Analytics.Store.Tests.Docs;

public sealed partial class LifeOfADayDocTests
{
    private static readonly DateTimeOffset End = SiteCalendar.Utc.EndOf(Some.Day);

    private static string Text => Document.Read("docs/life-of-a-day.md");

    // State, what is the case, when, step: the second table of the section is the one with rows of four.
    private static IEnumerable<string[]> Rows =>
        Document.Rows(Document.Section(Text, "## The steps")).Where(row => row.Length == 4).Skip(2);

    public static TheoryData<string, string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string, string>();
            foreach (string[] row in Rows)
            {
                cases.Add(row[0], row[1], row[2], Document.Code(row[3]).Single());
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_day_in_a_row_of_the_table_is_given_the_step_of_that_row(string state, string what, string when, string step) =>
        Assert.Equal(step, DayCase.Read(state, what, End, Instant(when)).Step().ToString());

    [Fact]
    public void Every_step_occurs_in_the_table() =>
        Assert.Equal(Enum.GetNames<DayStep>().Order(), Rows.SelectMany(row => Document.Code(row[3])).Distinct().Order());

    [Fact]
    public void No_two_rows_say_the_same_and_every_state_has_some()
    {
        Assert.Distinct(Rows.Select(row => string.Join('|', row[..3])));
        Assert.Equal(DayCase.States, Rows.Select(row => row[0]).Distinct());
    }

    [Fact]
    public void Every_step_is_explained_once() => Assert.Equal(
        Enum.GetNames<DayStep>(),
        Document.Rows(Document.Section(Text, "## The steps")).Where(row => row.Length == 2).SelectMany(row => Document.Code(row[0])));

    [Fact]
    public void Every_state_stands_in_the_picture_and_in_the_table_below_it()
    {
        string states = Document.Section(Text, "## States");
        string picture = states.Split("```")[1];

        Assert.All(
            Enum.GetNames<DayState>().Append("Audited"),
            state => Assert.Contains(state.ToUpperInvariant(), picture, StringComparison.Ordinal));
        Assert.Equal(
            DayCase.States.Skip(1),
            Document.Rows(states[..states.IndexOf("### ", StringComparison.Ordinal)]).Select(row => row[0]));
    }

    [Fact]
    public void A_marker_is_due_when_the_document_says()
    {
        string[][] rows = [.. Document.Rows(Document.Section(Text, "## Work markers"))];

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(
            (Instant(row[1]), Instant(row[2])),
            (NextSeal(row[0], authenticated: false), NextSeal(row[0], authenticated: true))));

        static DateTimeOffset NextSeal(string when, bool authenticated) => WorkMarker.NextSeal(End, Instant(when), authenticated);
    }

    [Theory]
    [InlineData("at the end", 0)]
    [InlineData("5 h before", -300)]
    [InlineData("1 min after", 1)]
    [InlineData("1 h 15 min after", 75)]
    [InlineData("28 d 22 h after", ((28 * 24) + 22) * 60)]
    public void Times_are_read_from_the_end_of_the_day(string when, int minutes) => Assert.Equal(End.AddMinutes(minutes), Instant(when));

    [Theory]
    [InlineData("open", "raw events came")]
    [InlineData("ajar", "events came")]
    public void What_the_test_does_not_understand_it_refuses(string state, string what) =>
        Assert.Throws<FormatException>(() => DayCase.Read(state, what, End, End));

    private static DateTimeOffset Instant(string when)
    {
        if (when == "at the end")
        {
            return End;
        }

        Match match = When().Match(when);
        Assert.True(match.Success, $"'{when}' is no time.");
        var span = new TimeSpan(Number("d"), Number("h"), Number("m"), 0);
        return match.Groups["way"].Value == "before" ? End - span : End + span;

        int Number(string group) =>
            match.Groups[group] is { Success: true } found ? int.Parse(found.Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"^(?=\d)(?:(?<d>\d+) d )?(?:(?<h>\d+) h )?(?:(?<m>\d+) min )?(?<way>before|after)$")]
    private static partial Regex When();
}
