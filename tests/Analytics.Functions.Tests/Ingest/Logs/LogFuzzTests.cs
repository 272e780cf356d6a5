using System.Text;
using Analytics.Functions.Ingest.Logs;
using Analytics.Functions.Ingest.Logs.Files;
using Analytics.Functions.Ingest.Logs.Formats;
using Analytics.Functions.Ingest.Logs.Lines;
using Analytics.Functions.Ingest.Logs.Patterns;
using Analytics.Store.Events;
using Analytics.Testing.Simulation;

namespace Analytics.Functions.Tests.Ingest.Logs;

/// <summary>Lines, format strings and files that somebody made to do harm, or that a disk has damaged: each is read, or is a fault.</summary>
public sealed class LogFuzzTests
{
    private const string Alphabet = "\"\\\\[]{}()<>%$#@ -:;,./=&?+|'\t\0\u001f\u00e9\ud800\udc000123456789abcdefxXuU";
    private static readonly string[] Lines = [.. LogDetectionTests.Corpus.SelectMany(lines => lines.Split('\n'))];

    private static readonly string[] Patterns =
    [
        "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\" \"$http_user_agent\"",
        "log_format x escape=json '{\"t\":\"$time_iso8601\",\"a\":\"$remote_addr\",\"r\":\"$request\",\"s\":\"$status\"}';",
        "$msec $scheme://$host$request_uri $request_method $status $remote_addr",
        "%v:%p %h %l %u %t \\\"%r\\\" %>s %O \\\"%{Referer}i\\\" \\\"%{User-Agent}i\\\"",
        "LogFormat \"%{%Y-%m-%d %H:%M:%S}t.%{msec_frac}t %{%z}t %a %m %U%q %>s\" x",
        """{"time":"t","client":"c.ip","request":"r","status":"s","userAgent":"u"}""",
    ];

    public static TheoryData<int> Hundreds => [.. Seeds.Some(10)];

    [Theory, MemberData(nameof(Hundreds))]
    public void A_damaged_line_is_read_or_is_a_fault_in_every_format(int hundred)
    {
        var random = new Random(hundred);
        LogReader[] readers = [.. NamedFormats.Names.Select(NamedFormats.Find).OfType<LogFormat>().Select(format => new LogReader(format, TimeZoneInfo.Utc)), .. Patterns.Select(pattern => Reading.ByPattern(pattern))];
        LogHits[] logs = [.. readers.Select(reader => new LogHits(Some.Site(), reader, ImportId.Parse("import-1"), new LogTally()))];
        for (int i = 0; i < 200; i++)
        {
            string line = Damaged(random, Lines[random.Next(Lines.Length)]);
            for (int of = 0; of < readers.Length; of++)
            {
                (LineFit fit, string? problem) = readers[of].Read(line.AsMemory());
                Assert.Equal(fit == LineFit.None, problem is not null);
                if (fit == LineFit.Whole)
                {
                    Touch(readers[of].Request);
                }

                if (logs[of].Read(line.AsMemory(), isTooLong: false, Some.Noon.AddYears(20)) is { } hit)
                {
                    _ = logs[of].VisitorOf(hit);
                    Assert.True(hit.Url.IsAbsoluteUri);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Hundreds))]
    public void Detection_finds_a_format_or_says_why_not(int hundred)
    {
        var random = new Random(hundred);
        for (int i = 0; i < 30; i++)
        {
            string[] sample = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Lines[random.Next(Lines.Length)]).Select(line => random.Next(2) == 0 ? line : Damaged(random, line)).Where(line => line.Length > 0)];
            if (sample.Length > 0)
            {
                (LogFormat? format, string? problem) = LogDetection.Find(sample);
                Assert.NotEqual(format is null, problem is null);
            }
        }
    }

    [Theory, MemberData(nameof(Hundreds))]
    public void A_damaged_format_string_reads_lines_or_has_faults(int hundred)
    {
        var random = new Random(hundred);
        for (int i = 0; i < 100; i++)
        {
            string pattern = Damaged(random, Patterns[random.Next(Patterns.Length)]);
            (LogFormat? format, IReadOnlyList<string> faults) = CustomFormat.Parse(pattern);
            Assert.Equal(format is null, faults.Count > 0);
            if (format is not null)
            {
                var reader = new LogReader(format, TimeZoneInfo.Utc);
                foreach (string line in Lines)
                {
                    if (reader.Read(line.AsMemory()).Fit == LineFit.Whole)
                    {
                        Touch(reader.Request);
                    }
                }
            }
        }
    }

    [Theory, MemberData(nameof(Hundreds))]
    public async Task Damaged_gzip_is_read_or_is_said_to_be_damaged(int hundred)
    {
        var random = new Random(hundred);
        byte[] whole = LogFileTests.Packed(string.Join('\n', Lines));
        for (int i = 0; i < 20; i++)
        {
            byte[] bytes = [.. whole];
            bytes[random.Next(2, bytes.Length)] ^= (byte)(1 << random.Next(8));
            (Stream? text, string? refusal) = await LogFile.OpenAsync(new MemoryStream(bytes), CancellationToken.None);
            Assert.NotEqual(text is null, refusal is null);
            using var reader = new LineReader(text!);
            try
            {
                while (await reader.ReadAsync(CancellationToken.None))
                {
                    Assert.InRange(reader.Line.Length, 0, LineReader.Longest);
                }
            }
            catch (InvalidDataException damaged)
            {
                Assert.Contains("damaged gzip", damaged.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("combined")]
    [InlineData("vhost_combined")]
    [InlineData("caddy")]
    [InlineData("cloudflare")]
    public void A_line_that_is_torn_anywhere_is_a_fault(string format)
    {
        string line = LogDetectionTests.LineOf(format);
        Assert.All(Enumerable.Range(1, line.Length - 1), length => Assert.NotNull(Reading.By(format).Problem(line[..length])));
    }

    [Fact]
    public void A_line_made_to_be_slow_is_given_up()
    {
        string field = new('a', 40), line = string.Concat(Enumerable.Repeat(field + " ", 400));

        Assert.NotNull(Reading.ByPattern("$a $b $c $d $e $f $g $remote_addr [$time_local] \"$request\" $status").Problem(line));
        Assert.NotNull(LogDetection.Find([line]).Problem);
    }

    private static void Touch(LoggedRequest request) => Assert.NotNull(string.Concat(
        request.Target, request.Host, request.Scheme, request.Client?.ToString(), request.ClientName, request.Referrer, request.UserAgent, request.Country,
        request.Network?.ToString(System.Globalization.CultureInfo.InvariantCulture), request.Skip?.ToString(), request.Method.ToString()));

    private static string Damaged(Random random, string line)
    {
        var text = new StringBuilder(line);
        for (int i = random.Next(1, 5); i > 0 && text.Length > 1; i--)
        {
            int at = random.Next(text.Length);
            switch (random.Next(5))
            {
                case 0:
                    _ = text.Remove(at, random.Next(1, Math.Min(20, text.Length - at) + 1));
                    break;
                case 1:
                    _ = text.Insert(at, Alphabet[random.Next(Alphabet.Length)].ToString(), random.Next(1, 4));
                    break;
                case 2:
                    text[at] = Alphabet[random.Next(Alphabet.Length)];
                    break;
                case 3:
                    text.Length = at + 1;
                    break;
                default:
                    _ = text.Append(text.ToString(at, Math.Min(30, text.Length - at)));
                    break;
            }
        }

        return text.ToString();
    }
}
