using System.Globalization;

namespace Analytics.Store.Days;

/// <summary>Names a block of a day: which block of which build. Its text, <c>{build}#{number:000}</c>, is the first of the block's sort keys.</summary>
/// <param name="Build">The build that stored it.</param>
/// <param name="Number">Its number in the build, from 0.</param>
public readonly record struct BlockId(BuildId Build, int Number)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text names no block.</exception>
    public static BlockId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('#') is [{ Length: > 0 } build, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int n)
            ? new BlockId(BuildId.Parse(build), n)
            : throw new FormatException($"'{text}' names no block.");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Build}#{Number:000}");
}
