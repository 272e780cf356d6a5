using System.Globalization;

namespace Analytics.Functions.Wire;

/// <summary>A screen in one text: <c>1920x1080</c>, or <c>1920,1080,2</c> with the density after it.</summary>
internal static class ScreenSize
{
    public const string Rule = "must be two lengths of 1 to 100,000, such as 1920x1080";

    /// <summary>Null for each side that is no whole number of 1 to 100,000.</summary>
    public static (int? Width, int? Height) Parse(string? text)
    {
        if (text is null or { Length: > 40 })
        {
            return (null, null);
        }

        string[] sides = text.Split('x', ',');
        return sides.Length < 2 ? (null, null) : (Side(sides[0]), Side(sides[1]));
    }

    private static int? Side(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double pixels) && pixels is >= 1 and <= 100_000 ? (int)pixels : null;
}
