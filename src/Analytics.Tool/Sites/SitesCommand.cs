using System.CommandLine;
using System.Text.Json;
using Analytics.Tool.Server;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Sites;

/// <summary><c>analytics sites</c>: the sites of the key's account.</summary>
internal static class SitesCommand
{
    public static Command Create(CommandContext context) => new("sites", "Lists, shows, makes and removes sites.")
    {
        List(context),
        Show(context),
        Make(context),
        Delete(context),
    };

    private static Command List(CommandContext context)
    {
        var command = new Command("list", "The sites of the key's account, by name. Needs the scope stats.");
        var server = new ServerOptions(command, context);
        command.SetAction(async (parsed, stop) =>
        {
            using AnalyticsServer api = server.Connect(parsed);
            JsonElement answer = await api.GetAsync("api/v2/sites", stop);
            if (server.Json(parsed))
            {
                context.Output.Result(answer.GetRawText());
                return ExitCode.Ok;
            }

            IReadOnlyList<IReadOnlyList<string>> rows = [.. answer.GetProperty("sites").EnumerateArray().Select(site => (IReadOnlyList<string>)
                [Text(site, "id"), Text(site, "name"), Names(site, "domains"), Text(site, "timezone"), site.GetProperty("isActive").GetBoolean() ? "yes" : "no"])];
            if (rows.Count == 0)
            {
                context.Output.Note("There are no sites yet; 'analytics sites create --domain example.com' makes one.");
                return ExitCode.Ok;
            }

            foreach (string line in Columns.Of(["ID", "NAME", "DOMAINS", "TIME ZONE", "ACTIVE"], rows))
            {
                context.Output.Result(line);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show(CommandContext context)
    {
        var command = new Command("show", "One site with its settings. Needs the scope stats.");
        var site = SiteArgument();
        command.Add(site);
        var server = new ServerOptions(command, context);
        command.SetAction(async (parsed, stop) =>
        {
            using AnalyticsServer api = server.Connect(parsed);
            JsonElement found = await api.GetAsync("api/v2/sites/" + Uri.EscapeDataString(parsed.GetRequiredValue(site)), stop);
            Tell(context, server.Json(parsed), found);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Make(CommandContext context)
    {
        var command = new Command("create", "Makes a site. Needs the scope admin.");
        var domains = new Option<string[]>("--domain")
        {
            Description = "A host name of the site; say it again for more.",
            HelpName = "HOST",
            Required = true,
        };
        var name = new Option<string?>("--name") { Description = "What people call it. Default: the first domain.", HelpName = "TEXT" };
        var zone = new Option<string?>("--timezone") { Description = "IANA time zone of its days. Default: UTC.", HelpName = "ZONE" };
        var retention = new Option<int?>("--keep-days") { Description = "How long days are kept: 30 to 36500, 0 for ever. Default: 730.", HelpName = "DAYS" };
        command.Add(domains);
        command.Add(name);
        command.Add(zone);
        command.Add(retention);
        var server = new ServerOptions(command, context);
        command.SetAction(async (parsed, stop) =>
        {
            using AnalyticsServer api = server.Connect(parsed);
            JsonElement made = await api.PostAsync("api/v2/sites", JsonLine.Bytes(json =>
            {
                json.WriteStartArray("domains");
                foreach (string domain in parsed.GetRequiredValue(domains))
                {
                    json.WriteStringValue(domain);
                }

                json.WriteEndArray();
                Write(json, "name", parsed.GetValue(name));
                Write(json, "timezone", parsed.GetValue(zone));
                if (parsed.GetValue(retention) is { } days)
                {
                    json.WriteStartObject("settings");
                    json.WriteNumber("dataRetentionDays", days);
                    json.WriteEndObject();
                }
            }), stop);
            Tell(context, server.Json(parsed), made);
            if (!server.Json(parsed))
            {
                context.Output.Note($"Its pages say: <script defer data-domain=\"{parsed.GetRequiredValue(domains)[0]}\" src=\"{api.Address}js/script.js\"></script>");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Delete(CommandContext context)
    {
        var command = new Command("delete", "Deletes a site with all that is stored of it and frees its domains. Needs the scope admin.");
        var site = SiteArgument();
        var yes = new Option<bool>("--yes") { Description = "Required: there is no way back to the site." };
        command.Add(site);
        command.Add(yes);
        var server = new ServerOptions(command, context);
        command.SetAction(async (parsed, stop) =>
        {
            string id = parsed.GetRequiredValue(site);
            if (!parsed.GetValue(yes))
            {
                throw new UsageFault($"--yes: say it to remove '{id}'; there is no way back.");
            }

            using AnalyticsServer api = server.Connect(parsed);

            // By its id: sent again after an answer that was lost, a domain would name nobody, or its next owner.
            string own = Text(await api.GetAsync("api/v2/sites/" + Uri.EscapeDataString(id), stop), "id");
            await api.DeleteAsync("api/v2/sites/" + Uri.EscapeDataString(own), stop);
            context.Output.Result(server.Json(parsed)
                ? JsonLine.Object(json => json.WriteString("deleted", id))
                : $"{id} takes nothing any more and is being deleted: 'analytics sites show {own}' says how far that has come.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Argument<string> SiteArgument() => new("site") { Description = "Its id, a domain or an alias." };

    private static void Tell(CommandContext context, bool json, JsonElement site)
    {
        if (json)
        {
            context.Output.Result(site.GetRawText());
            return;
        }

        foreach (JsonProperty member in site.EnumerateObject().Concat(site.GetProperty("settings").EnumerateObject()).Where(m => m.Name != "settings"))
        {
            string value = member.Value.ValueKind == JsonValueKind.Array ? Names(member.Value) : member.Value.ToString();
            context.Output.Result($"{member.Name,-20}  {value}".TrimEnd());
        }
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string Text(JsonElement site, string name) => site.GetProperty(name).ToString();

    private static string Names(JsonElement site, string name) => Names(site.GetProperty(name));

    private static string Names(JsonElement list) => string.Join(", ", list.EnumerateArray().Select(e => e.ToString()));
}
