using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Events;

/// <summary><c>analytics track</c>: one event of the sender's own, as a server would report it.</summary>
internal static class TrackCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("track", "Sends one event of your own. Needs the scope ingest.");
        var name = new Argument<string>("event") { Description = "Its name." };
        var properties = new Argument<string[]>("properties")
        {
            Description = "Its custom properties: plan=pro seats=3, or a JSON object.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var page = new Option<string>("--page") { Description = "Where it happened: a path, or a whole address. Default: /.", HelpName = "PATH", DefaultValueFactory = _ => "/" };
        var revenue = new Option<string?>("--revenue") { Description = "Money: an amount and a currency, such as 9.90EUR.", HelpName = "MONEY" };
        command.Add(name);
        command.Add(properties);
        command.Add(page);
        command.Add(revenue);
        var sent = new SentEvent(command, context);
        command.SetAction((parsed, stop) =>
        {
            IReadOnlyList<(string Name, JsonElement Value)> props = Properties(parsed.GetValue(properties) ?? []);
            (string Amount, string Currency)? money = parsed.GetValue(revenue) is { } text ? Money(text) : null;
            return sent.SendAsync(
                parsed,
                "v1/ingest/event",
                parsed.GetRequiredValue(page),
                json =>
                {
                    json.WriteString("name", parsed.GetRequiredValue(name));
                    json.WriteStartObject("props");
                    foreach ((string key, JsonElement value) in props)
                    {
                        json.WritePropertyName(key);
                        value.WriteTo(json);
                    }

                    json.WriteEndObject();
                    if (money is { } paid)
                    {
                        json.WriteStartObject("revenue");
                        json.WriteString("amount", paid.Amount);
                        json.WriteString("currency", paid.Currency);
                        json.WriteEndObject();
                    }
                },
                stop);
        });
        return command;
    }

    private static List<(string Name, JsonElement Value)> Properties(IReadOnlyList<string> words)
    {
        List<(string Name, JsonElement Value)> props = [];
        foreach (string word in words)
        {
            if (word.StartsWith('{'))
            {
                props.AddRange(Members(word));
            }
            else if (word.IndexOf('=', StringComparison.Ordinal) is > 0 and int end)
            {
                props.Add((word[..end], Text(word[(end + 1)..])));
            }
            else
            {
                throw new UsageFault($"properties: '{word}' is none; write it as name=value, or all of them as a JSON object.");
            }
        }

        return props.GroupBy(prop => prop.Name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new UsageFault($"properties: '{twice.Key}' is given more than once.")
            : props;
    }

    private static (string Name, JsonElement Value)[] Members(string text)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.Clone()))];
        }
        catch (JsonException)
        {
            throw new UsageFault($"properties: '{text}' begins like a JSON object and is none.");
        }
    }

    private static JsonElement Text(string value)
    {
        using JsonDocument json = JsonDocument.Parse(JsonLine.Bytes(line => line.WriteString("value", value)));
        return json.RootElement.GetProperty("value").Clone();
    }

    // How much the amount may be, and which currencies there are, the server says.
    private static (string Amount, string Currency) Money(string text)
    {
        string trimmed = text.Trim();
        return trimmed.Length > 3 && trimmed[^3..].All(char.IsAsciiLetter) && decimal.TryParse(trimmed[..^3], NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? (trimmed[..^3].Trim(), trimmed[^3..])
            : throw new UsageFault($"--revenue: '{text}' is no money; write the amount and the currency, such as 9.90EUR.");
    }
}
