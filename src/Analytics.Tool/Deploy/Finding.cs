using System.Text.Json;

namespace Analytics.Tool.Deploy;

/// <summary>One thing that was looked at.</summary>
/// <param name="What">The thing.</param>
/// <param name="Verdict">How it stands.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Remedy">What to do; null where nothing need be done.</param>
internal sealed record Finding(string What, Verdict Verdict, string Detail, string? Remedy = null)
{
    public static Finding Good(string what, string detail) => new(what, Verdict.Good, detail);

    public static Finding Missing(string what, string detail, string remedy) => new(what, Verdict.Missing, detail, remedy);

    public static Finding Unknown(string what, string detail, string remedy) => new(what, Verdict.Unknown, detail, remedy);

    public static Finding Amiss(string what, string detail, string remedy) => new(what, Verdict.Amiss, detail, remedy);

    /// <summary>The verdict in a word.</summary>
    public string Word => Verdict switch { Verdict.Good => "ok", Verdict.Missing => "missing", Verdict.Amiss => "amiss", _ => "unknown" };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("what", What);
        json.WriteString("verdict", Word);
        json.WriteString("detail", Detail);
        if (Remedy is not null)
        {
            json.WriteString("remedy", Remedy);
        }

        json.WriteEndObject();
    }
}
