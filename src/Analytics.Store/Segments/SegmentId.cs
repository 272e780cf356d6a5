using System.Globalization;
using Analytics.Store.Inputs;

namespace Analytics.Store.Segments;

/// <summary>Names a saved segment within its site: a number from 1 to 2,147,483,647, as in questions.</summary>
/// <remarks><c>default</c> is no identifier.</remarks>
public readonly record struct SegmentId
{
    /// <exception cref="AnalyticsInputException">It is less than 1.</exception>
    public SegmentId(int value) => Value = value >= 1 ? value : throw new AnalyticsInputException("id", Rule);

    private const string Rule = "must be a number from 1 to 2147483647";

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>Reads decimal digits without sign or leading zero.</summary>
    public static bool TryParse(string? text, out SegmentId id)
    {
        bool valid = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1 && text![0] != '0';
        id = valid ? new SegmentId(value) : default;
        return valid;
    }

    /// <exception cref="AnalyticsInputException">As <see cref="TryParse"/> returns false.</exception>
    public static SegmentId Parse(string? text, string field = "id") => TryParse(text, out SegmentId id) ? id : throw new AnalyticsInputException(field, Rule);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
