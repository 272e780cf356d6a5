using System.Text.Json;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Erasures;

/// <summary>How far an erasure has come, for people and for machines.</summary>
internal static class ErasureText
{
    public static void Write(CommandContext context, bool isJson, JsonElement erasure)
    {
        if (isJson)
        {
            context.Output.Result(erasure.GetRawText());
            return;
        }

        foreach (JsonProperty member in erasure.EnumerateObject())
        {
            context.Output.Result($"{member.Name,-12}  {member.Value}".TrimEnd());
        }
    }
}
