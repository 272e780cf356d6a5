using System.CommandLine;
using System.Globalization;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Costs;

/// <summary><c>analytics cost</c>: what a deployment will cost in a month. Asks no server.</summary>
internal static class CostCommand
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static Command Create(CommandContext context)
    {
        var command = new Command("cost", "What a deployment costs in a month, line by line: measured units times AWS's published prices (us-east-1).");
        var pageviews = new Option<double>("--pageviews") { Description = "Page views a month of all sites.", HelpName = "N", DefaultValueFactory = _ => 1_000_000 };
        var front = new Option<string>("--front") { Description = "What stands before the functions: url, http, cdn-url, cdn.", HelpName = "FRONT", DefaultValueFactory = _ => "cdn" };
        var kind = new Option<string>("--kind")
        {
            Description = "How visitors use the sites: " + string.Join("; ", SiteKind.All.Select(k => $"{k.Name}: {k.Summary}")) + ".",
            HelpName = "KIND",
            DefaultValueFactory = _ => "pages",
        };
        var sites = new Option<double>("--sites") { Description = "Sites that share them. Default: one for every ten million.", HelpName = "N" };
        var dashboards = new Option<double>("--dashboards") { Description = "How often each site's dashboard is opened in a month.", HelpName = "N", DefaultValueFactory = _ => 200 };
        var months = new Option<double>("--months") { Description = "How many months of days are stored by then.", HelpName = "N", DefaultValueFactory = _ => 12 };
        var raw = new Option<double>("--raw-days") { Description = "How long raw events are kept.", HelpName = "DAYS", DefaultValueFactory = _ => 30 };
        var unprotected = new Option<bool>("--no-recovery") { Description = "Without point-in-time recovery." };
        var bucket = new Option<bool>("--bucket") { Description = "With every sealed day in a bucket (exportBucket)." };
        var list = new Option<bool>("--list-prices") { Description = "Without what every account has for nothing." };
        var table = new Option<bool>("--table") { Description = "A table of all fronts from ten thousand to a billion page views instead." };
        var json = new Option<bool>("--json") { Description = "For machines." };
        foreach (Option option in new Option[] { pageviews, front, kind, sites, dashboards, months, raw, unprotected, bucket, list, table, json })
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var work = new Workload
            {
                Pageviews = Amount(parsed.GetValue(pageviews), "--pageviews", 0, 1e12),
                Front = FrontText.Parse(parsed.GetRequiredValue(front)),
                Kind = SiteKind.All.FirstOrDefault(k => k.Name == parsed.GetRequiredValue(kind))
                    ?? throw new UsageFault($"--kind: must be {string.Join(", ", SiteKind.All.Select(k => k.Name))}, not '{parsed.GetRequiredValue(kind)}'."),
                Sites = Amount(parsed.GetValue(sites), "--sites", 0, 1e7),
                Dashboards = Amount(parsed.GetValue(dashboards), "--dashboards", 0, 1e6),
                RawDays = Amount(parsed.GetValue(raw), "--raw-days", 3, 3650),
                Recovery = !parsed.GetValue(unprotected),
                Bucket = parsed.GetValue(bucket),
                Months = Amount(parsed.GetValue(months), "--months", 0, 1200),
            };
            bool allowances = !parsed.GetValue(list);
            if (parsed.GetValue(table))
            {
                Table(context, work, allowances);
            }
            else if (parsed.GetValue(json))
            {
                context.Output.Result(Json(work, Bill.Of(work, allowances)));
            }
            else
            {
                Lines(context, work, Bill.Of(work, allowances));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static void Lines(CommandContext context, Workload work, IReadOnlyList<BillLine> bill)
    {
        foreach (string line in Columns.Of(["WHAT", "HOW MUCH", "", "FREE", "USD A MONTH"], [.. bill.Where(l => l.Quantity > 0).Select(l => (IReadOnlyList<string>)
            [l.What, Quantity(l.Quantity), l.Unit, l.Free > 0 ? Quantity(l.Free) : "", Dollars(l.Dollars)])]))
        {
            context.Output.Result(line);
        }

        context.Output.Result($"{Environment.NewLine}Together {Dollars(bill.Sum(l => l.Dollars))} a month; a million page views more: {Dollars(Bill.AMillionMore(work with { Pageviews = Math.Max(1e6, work.Pageviews) }))}.");
        context.Output.Note("Prices of November 2026, us-east-1. What is assumed: docs/cost.md.");
    }

    private static void Table(CommandContext context, Workload work, bool allowances)
    {
        foreach (string line in Columns.Of(["PAGE VIEWS A MONTH", .. FrontText.All.Select(FrontText.Of)], [.. CostTable.Sizes.Select(size => (IReadOnlyList<string>)
            [size.ToString("N0", Culture), .. FrontText.All.Select(front => Dollars(CostTable.Cell(work, size, front, allowances)))])]))
        {
            context.Output.Result(line);
        }
    }

    private static string Json(Workload work, IReadOnlyList<BillLine> bill) => JsonLine.Object(json =>
    {
        json.WriteNumber("pageviews", work.Pageviews);
        json.WriteString("front", FrontText.Of(work.Front));
        json.WriteString("kind", work.Kind.Name);
        json.WriteNumber("dollars", Math.Round(bill.Sum(l => l.Dollars), 4));
        json.WriteStartArray("lines");
        foreach (BillLine line in bill)
        {
            json.WriteStartObject();
            json.WriteString("what", line.What);
            json.WriteNumber("quantity", Math.Round(line.Quantity, 4));
            json.WriteString("unit", line.Unit);
            json.WriteNumber("free", line.Free);
            json.WriteNumber("dollars", Math.Round(line.Dollars, 4));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static double Amount(double value, string option, double least, double most) =>
        value >= least && value <= most ? value : throw new UsageFault(string.Create(Culture, $"{option}: must be {least} to {most:N0}."));

    private static string Dollars(double dollars) => dollars.ToString("$#,##0.00", Culture);

    private static string Quantity(double quantity) => quantity.ToString(quantity < 100 ? "0.##" : "N0", Culture);
}
