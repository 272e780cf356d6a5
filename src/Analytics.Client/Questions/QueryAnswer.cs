using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Questions;

/// <summary>The answer to a <see cref="Question"/>.</summary>
public sealed record QueryAnswer
{
    /// <summary>The rows, in the order that was asked for; without dimensions exactly one.</summary>
    [JsonPropertyName("results")]
    public IReadOnlyList<QueryRow> Rows { get; set; } = [];

    /// <summary>What qualifies the numbers.</summary>
    public AnswerMeta Meta { get; set; } = new();

    /// <summary>The question as the server understood it, names of ranges and segments written out.</summary>
    public JsonElement Query { get; set; }

    /// <summary>What a newer server says beside it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }

    /// <summary>The same with rows that know their names.</summary>
    internal QueryAnswer Named(Question question) => this with { Rows = [.. Rows.Select(row => row with { Question = question })] };
}
