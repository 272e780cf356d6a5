using System.Globalization;
using System.Text;
using Analytics.Store.Drops;
using Analytics.Store.Events;

namespace Analytics.Store.Ingest.Steps;

/// <summary>
/// Names what errors have in common: events <c>error</c> with a message get the property <c>fingerprint</c>, as our tracker makes it, where
/// their sender made none. Errors of one message, whatever the numbers in it, that came from one place in the code are one.
/// </summary>
internal static class PutFingerprint
{
    private const string Property = "fingerprint";

    public static DropReason? Apply(EventDraft draft)
    {
        if (draft.Hit.Name == EventName.Error && draft.Props.TryGetValue("message", out string? message) && !draft.Props.ContainsKey(Property) && draft.Props.Count < EventLimits.Properties)
        {
            string place = FirstFrame(draft.Props.GetValueOrDefault("stack", "")) ?? draft.Props.GetValueOrDefault("source", "");
            draft.Props = new Dictionary<string, string>(draft.Props, StringComparer.Ordinal) { [Property] = Hash(WithoutNumbers(message) + place) };
        }

        return null;
    }

    private static string WithoutNumbers(string message)
    {
        var text = new StringBuilder(message.Length);
        for (int i = 0; i < message.Length; i++)
        {
            if (!char.IsAsciiDigit(message[i]))
            {
                _ = text.Append(message[i]);
            }
            else if (i == 0 || !char.IsAsciiDigit(message[i - 1]))
            {
                _ = text.Append('0');
            }
        }

        return text.ToString();
    }

    // "at save (https://example.com/app.js:10:5)" of some browsers, "save@https://example.com/app.js:10:5" of others: without line and column.
    private static string? FirstFrame(string stack) => stack.Split('\n').Select(Frame).FirstOrDefault(frame => frame is not null);

    private static string? Frame(string line)
    {
        int at = line.LastIndexOf('@'), word = line.Length;
        do
        {
            word = word == 0 ? -1 : line.LastIndexOf("at ", word - 1, StringComparison.Ordinal);
        }
        while (word > 0 && (char.IsAsciiLetterOrDigit(line[word - 1]) || line[word - 1] == '_'));

        if (at < 0 && word < 0)
        {
            return null;
        }

        string place = at > word ? line[(at + 1)..] : line[(word + 3)..];
        place = place.EndsWith(')') ? place[..^1] : place;
        while (place.LastIndexOf(':') is >= 0 and int colon && colon < place.Length - 1 && place.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            place = place[..colon];
        }

        return place;
    }

    // FNV-1a of 32 bits, in base 36: names an error, secures nothing.
    private static string Hash(string text)
    {
        uint value = 0x811c9dc5;
        foreach (char unit in text)
        {
            value = (value ^ unit) * 0x01000193;
        }

        var digits = new StringBuilder();
        do
        {
            uint digit = value % 36;
            _ = digits.Insert(0, digit < 10 ? digit.ToString(CultureInfo.InvariantCulture) : ((char)('a' + digit - 10)).ToString());
            value /= 36;
        }
        while (value > 0);
        return digits.ToString();
    }
}
