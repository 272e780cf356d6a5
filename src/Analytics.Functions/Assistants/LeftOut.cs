using System.Text.Json;

namespace Analytics.Functions.Assistants;

/// <summary>Says of a list that is cut what is missing, and where to go on: never in silence.</summary>
internal static class LeftOut
{
    private const string Member = "left_out";

    /// <summary>Writes <c>"left_out": {"rows": 80, "next_offset": 20}</c> where there are more rows than were answered.</summary>
    /// <param name="writer">Where to, within an object.</param>
    /// <param name="all">How many rows there are.</param>
    /// <param name="offset">How many were passed over.</param>
    /// <param name="answered">How many were answered.</param>
    public static void Write(Utf8JsonWriter writer, int all, int offset, int answered)
    {
        int next = offset + answered;
        if (answered == 0 || next >= all)
        {
            return;
        }

        writer.WriteStartObject(Member);
        writer.WriteNumber("rows", all - next);
        writer.WriteNumber("next_offset", next);
        writer.WriteEndObject();
    }

    /// <summary>The same of a list that cannot be gone on with: <c>"left_out": {"rows": 80}</c>.</summary>
    public static void Write(Utf8JsonWriter writer, int all, int answered)
    {
        if (answered < all)
        {
            writer.WriteStartObject(Member);
            writer.WriteNumber("rows", all - answered);
            writer.WriteEndObject();
        }
    }
}
