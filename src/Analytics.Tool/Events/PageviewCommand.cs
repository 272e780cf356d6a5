using System.CommandLine;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Events;

/// <summary><c>analytics pageview</c>: one page view, as a server would report it.</summary>
internal static class PageviewCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("pageview", "Sends one page view. Needs the scope ingest.");
        var path = new Argument<string>("path") { Description = "The page: its path, or its whole address." };
        var title = new Option<string?>("--title") { Description = "The page's title.", HelpName = "TEXT" };
        var referrer = new Option<string?>("--referrer") { Description = "The address of the page before.", HelpName = "URL" };
        command.Add(path);
        command.Add(title);
        command.Add(referrer);
        var sent = new SentEvent(command, context);
        command.SetAction((parsed, stop) => sent.SendAsync(
            parsed,
            "v1/ingest/pageview",
            parsed.GetRequiredValue(path),
            json =>
            {
                foreach ((string name, string? value) in new[] { ("title", parsed.GetValue(title)), ("referrer", parsed.GetValue(referrer)) })
                {
                    if (value is not null)
                    {
                        json.WriteString(name, value);
                    }
                }
            },
            stop));
        return command;
    }
}
