using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Analytics.Functions.Tests.Upgrade;

/// <summary>What a product answers, and whether that is still what it answered.</summary>
internal static class Answers
{
    /// <summary>More lines of an export are kept as their number and a hash of what is in them.</summary>
    private const int MostLines = 100;

    /// <summary>Some at a time, for they are many; in their order.</summary>
    private const int AtOnce = 6;

    public static async Task<JsonObject> AskAsync(HttpClient client, IEnumerable<Question> questions, string segment, string funnel)
    {
        var answers = new JsonObject();
        foreach (Question[] some in questions.Chunk(AtOnce))
        {
            foreach ((Question question, JsonNode? answer) in some.Zip(await Task.WhenAll(some.Select(AnswerAsync))))
            {
                answers.Add(question.Name, answer);
            }
        }

        return answers;

        async Task<JsonNode?> AnswerAsync(Question question)
        {
            string path = Filled(question.Path);
            using HttpResponseMessage response = question.Body is { } body
                ? await client.PostAsync(path, new StringContent(Filled(body), Encoding.UTF8, "application/json"))
                : await client.GetAsync(path);
            string text = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, $"{question}: {(int)response.StatusCode} {text}");
            return response.Content.Headers.ContentType?.MediaType == "application/x-ndjson" ? Lines(text) : Worded(JsonNode.Parse(text));
        }

        string Filled(string text) => text.Replace("{segment}", segment, StringComparison.Ordinal).Replace("{funnel}", funnel, StringComparison.Ordinal);
    }

    /// <summary>
    /// Where the answers differ from the kept ones. An answer may say more than it did: members that were not there before are no
    /// difference. What it said it must still say; a list has as many entries as it had.
    /// </summary>
    public static IReadOnlyList<string> Differences(JsonNode? kept, JsonNode? now, string place = "")
    {
        switch (kept, now)
        {
            case (JsonObject before, JsonObject after):
                return [.. before.SelectMany(m => after.ContainsKey(m.Key) ? Differences(m.Value, after[m.Key], place + "/" + m.Key) : [$"{place}/{m.Key}: is not said any more"])];
            case (JsonArray before, JsonArray after) when before.Count == after.Count:
                return [.. before.SelectMany((entry, i) => Differences(entry, after[i], $"{place}/{i}"))];
            default:
                return JsonNode.DeepEquals(kept, now) ? [] : [$"{place}: was {Text(kept)}, is {Text(now)}"];
        }
    }

    // How the sheet of a site's privacy puts its points, and in which order, is not data; what it says of the site is.
    private static JsonNode? Worded(JsonNode? answer)
    {
        if (answer is JsonObject sheet && sheet["points"] is JsonArray points)
        {
            sheet["points"] = new JsonObject(points.Select(point => KeyValuePair.Create(
                (string)point!["topic"]!, (JsonNode?)new JsonObject { ["setting"] = point["setting"]?.DeepClone(), ["meets"] = point["meets"]?.DeepClone() })));
        }

        return answer;
    }

    private static JsonNode Lines(string text)
    {
        JsonNode[] lines = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
        string[] members = ["id", "time", "name", "visitor", "path", "props"];
        return lines.Length <= MostLines ? new JsonArray(lines) : new JsonObject
        {
            ["lines"] = lines.Length,
            ["hash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(
                lines.Select(line => string.Join(' ', members.Select(member => line[member]?.ToJsonString())) + "\n"))))),
        };
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() is { } text ? text.Length <= 300 ? text : text[..300] + "…" : "null";
}
