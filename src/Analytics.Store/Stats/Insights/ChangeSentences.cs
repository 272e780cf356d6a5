using System.Globalization;
using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Insights;

/// <summary>A change in sentences of plain English, with its figures.</summary>
/// <param name="Counted">What is counted, in lower case and more than one: <c>page views</c>.</param>
public sealed record ChangeSentences(string Counted)
{
    /// <summary>All of them: the whole first, then each segment, as it was named.</summary>
    public IReadOnlyList<string> All(ChangeReading change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return [Whole(change), .. change.Segments.Select(segment => Of(change, segment))];
    }

    /// <summary>How the whole changed; and where no segment stands out, that.</summary>
    public string Whole(ChangeReading change)
    {
        ArgumentNullException.ThrowIfNull(change);
        string more = !change.IsBeyondChance && change.After != change.Before ? " So small a difference may be chance."
            : change.Segments.Count == 0 && change.IsBeyondChance ? " No page, source, country, channel or device stands out."
            : "";
        return Capital(Counted) + Course(change.Before, change.After) + Percent(change.Before, change.After) + "." + more;
    }

    /// <summary>What a segment has to do with it.</summary>
    public string Of(ChangeReading change, ChangedSegment segment)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(segment);
        long total = change.After - change.Before, explained = segment.Explained;
        bool isNew = explained == segment.Change, along = Math.Sign(explained) == Math.Sign(total);
        if (along && Math.Abs(explained) <= Math.Abs(total))
        {
            return $"{(isNew ? "" : "A further ")}{Number(Math.Abs(explained))} of the {Number(Math.Abs(total))} {(total > 0 ? "more" : "fewer")} {(BeginsOnPage(segment) ? "" : "were ")}{Where(segment)}.";
        }

        string sentence = $"{Counted} {(BeginsOnPage(segment) ? "that " : "")}{Where(segment)}{Course(segment.Before, segment.After)} ({Signed(segment.Change)}).";
        return (along || total == 0 ? Capital(sentence) : "Against that, " + sentence) + (isNew ? "" : $" {Signed(explained)} of that is in no sentence above.");
    }

    private static bool BeginsOnPage(ChangedSegment segment) => segment.Values[0].Dimension == "visit:entry_page";

    private static string Where(ChangedSegment segment) => string.Join(' ', segment.Values.Select(value => value switch
    {
        ("event:page", var page) => "on " + page,
        ("visit:entry_page", PropertyDimension.NotSet or "") => "began without a page",
        ("visit:entry_page", var page) => "began on " + page,
        ("visit:source", PropertyDimension.DirectOrNone) => "from no known source",
        ("visit:source", var source) => "from " + source,
        ("visit:country_name", PropertyDimension.NotSet) => "in an unknown country",
        ("visit:country_name", var country) => "in " + country,
        ("visit:channel", var channel) => "through the channel " + channel,
        ("visit:device", PropertyDimension.NotSet) => "on an unknown device",
        ("visit:device", var device) => "on the device " + device,
        var (dimension, other) => $"with {dimension} {other}",
    }));

    private static string Course(long before, long after) => after == before
        ? $" stayed at {Number(after)}"
        : $" {(after > before ? "rose" : "fell")} from {Number(before)} to {Number(after)}";

    private static string Percent(long before, long after)
    {
        if (before == 0 || before == after)
        {
            return "";
        }

        double percent = 100d * (after - before) / before;
        return string.Create(CultureInfo.InvariantCulture, $" ({(Math.Abs(percent) < 10 ? Math.Round(percent, 1, MidpointRounding.AwayFromZero) : Math.Round(percent, MidpointRounding.AwayFromZero)):+#,0.#;-#,0.#;0}%)");
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Signed(long number) => number.ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture);
}
