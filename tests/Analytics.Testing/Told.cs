using Analytics.Store.Calendars;
using Analytics.Store.Visitors;
using System.Globalization;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Testing;

/// <summary>
/// Events told in a small table, one a line: time on the clock of UTC, visitor (<c>-</c> for none), what happened, and more.
/// <code>
/// 10:00    ann  /pricing from Google in EE   a pageview: its path, and what is known of its sender; the region may be there too, EE-37
/// 10:01:30 ann  *Signup                      a custom event (on the last path)
/// 10:02    ann  *Scroll quietly              one that is not interactive
/// 10:05    ann  ...                          engagement
/// 10:05    ann  ... read 4500 scrolled 50    engagement of 4.5 seconds, half of the page seen
/// 10:06    ann  *Buy worth 12.5 EUR plan=pro money and a property
/// 03-11 00:10 ann /                          on another day of 2026 than March 10
/// </code>
/// </summary>
public static class Told
{
    public static IReadOnlyList<Event> Events(string table, SiteCalendar? calendar = null)
    {
        var events = new List<Event>();
        string path = "/";
        foreach (string line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = new Queue<string>(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            string date = words.Peek().Contains('-', StringComparison.Ordinal) ? words.Dequeue() : "03-10";
            DateTimeOffset time = DateTimeOffset.Parse($"2026-{date}T{words.Dequeue()}Z", CultureInfo.InvariantCulture);
            string visitor = words.Dequeue(), what = words.Dequeue();
            path = what[0] == '/' ? what : path;
            Event e = Some.Pageview($"e{events.Count:000}", path, time, null, calendar) with
            {
                Visitor = visitor == "-" ? null : VisitorId.Of(visitor),
                Name = what[0] == '/' ? EventName.Pageview : what == "..." ? EventName.Engagement : what[1..],
            };
            while (words.TryDequeue(out string? word))
            {
                e = word switch
                {
                    "quietly" => e with { Interactive = false },
                    "from" => e with { Referral = new Referral(null, words.Dequeue(), "Referral") },
                    "in" => e with { Place = PlaceOf(words.Dequeue()) },
                    "on" => e with { Page = e.Page with { Hostname = words.Dequeue() } },
                    "by" => e with { Client = new Client { Device = Enum.Parse<DeviceType>(words.Dequeue()) } },
                    "read" => e with { Engagement = new Engagement(long.Parse(words.Dequeue(), CultureInfo.InvariantCulture)) },
                    "scrolled" => e with { Engagement = new Engagement(e.Engagement?.Milliseconds ?? 0, int.Parse(words.Dequeue(), CultureInfo.InvariantCulture)) },
                    "worth" => e with { Revenue = Worth(words.Dequeue(), words.Dequeue()) },
                    _ when word.Split('=') is [string key, string value] => e with { Props = new Dictionary<string, string>(e.Props) { [key] = value } },
                    _ => throw new FormatException(line),
                };
            }

            events.Add(e);
        }

        return events;
    }

    private static Place PlaceOf(string code) => new(code[..2], code.Length > 2 ? code : null);

    private static Revenue Worth(string amount, string currency) => new(currency, decimal.Parse(amount, CultureInfo.InvariantCulture));
}
