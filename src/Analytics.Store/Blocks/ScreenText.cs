using System.Globalization;

namespace Analytics.Store.Blocks;

/// <summary>The size of a screen as blocks write it: <c>1920x1080</c>, a side that is not known left out.</summary>
internal static class ScreenText
{
    public static string? Of(int? width, int? height) =>
        width is null && height is null ? null : string.Create(CultureInfo.InvariantCulture, $"{width}x{height}");

    public static (int? Width, int? Height) Parse(string text)
    {
        int middle = text.IndexOf('x', StringComparison.Ordinal);
        return middle < 0 ? (null, null) : (Side(text.AsSpan(0, middle)), Side(text.AsSpan(middle + 1)));
    }

    private static int? Side(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int side) ? side : null;
}
