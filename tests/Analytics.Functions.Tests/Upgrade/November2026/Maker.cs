using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Analytics.Functions.Tests.Upgrade.November2026;

/// <summary>
/// Makes the kept data folder and notes what it answers. It ran once, at the commit that the readme names, and runs again only where the
/// folder is missing: what a later version would make is no proof of anything.
/// </summary>
internal sealed class Maker
{
    private const string Shop = "shop.example", Blog = "blog.example", Docs = "docs.example";
    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ManualClock _clock = new(new(2026, 10, 30, 8, 0, 0, TimeSpan.Zero));
    private readonly JsonObject _given = new() { ["email"] = RunningProduct.Email, ["password"] = RunningProduct.Password };
    private RunningProduct _product = null!;

    public async Task MakeAsync()
    {
        string folder = Directory.CreateTempSubdirectory("analytics-made-").FullName;
        JsonObject answers;
        Process database;
        await using (LocalDynamo dynamo = await LocalDynamo.OpenAsync(folder))
        await using (_product = await RunningProduct.StartAsync(dynamo, _clock, settings: OldFolder.Settings))
        {
            database = Process.GetProcessById(dynamo.Database.ProcessId!.Value);

            // DynamoDB Local deletes what has expired by the wall clock: salts five seconds after it has opened the folder.
            foreach (string table in (string[])[_product.Tables.Events, _product.Tables.Salts])
            {
                _ = await dynamo.Client.UpdateTimeToLiveAsync(new() { TableName = table, TimeToLiveSpecification = new() { AttributeName = "ttl", Enabled = false } });
            }

            await SetUpAsync();
            await LiveAsync();
            await _product.MaintainAsync();
            answers = await Answers.AskAsync(_product.Admin, Questions.All, (string)_given["segment"]!, (string)_given["funnel"]!);
            foreach ((string name, JsonNode? answer) in await new LibraryQuestions(dynamo.Client, _product.Tables.Events, _clock.GetUtcNow()).AskAsync())
            {
                answers[name] = answer?.DeepClone();
            }
        }

        await database.WaitForExitAsync(); // it has been asked to end, and closes its files first
        _ = answers["health"]!.AsObject().Remove("version"); // the version of the server that answers
        _ = answers["health"]!.AsObject().Remove("events"); // an approximate count, separate in each process
        Pack(folder);
        await WriteAsync("answers.json", answers);
        await WriteAsync("given.json", _given);
        Directory.Delete(folder, recursive: true);
    }

    private async Task SetUpAsync()
    {
        _ = await _product.CreateSiteAsync(Shop, "America/New_York", new
        {
            identification = true,
            dataRetentionDays = 0,
            keptQueryParameters = new[] { "ref" },
            excludedPaths = new[] { "/admin/**" },
            excludedIps = new[] { "198.51.100.0/24" },
            dailyEventBudget = 5000,
        });
        _ = await _product.CreateSiteAsync(Blog, "Asia/Karachi", new { rawRetentionDays = 3, dataRetentionDays = 3650, scrubPaths = "ids", privacySignals = "idless" });
        _ = await _product.CreateSiteAsync(Docs, settings: new { consent = "idless", trackUtmParams = false, rawRetentionDays = 90, excludedCountries = new[] { "XX" } });
        await LibraryRecords.CreateSiteAsync(_product.Dynamo, _product.Tables.Events, _clock.GetUtcNow());
        await PutAsync("/api/v2/sites/" + Shop, new { name = "Shop", domains = new[] { Shop, "shop.example.net" }, aliases = new[] { "0b7f6a52-umami", "shopcount" } });

        foreach ((string name, string[] scopes) in new[] { ("stats", new[] { "stats" }), ("ingest", ["ingest"]), ("admin", ["admin"]), ("ended", ["stats", "ingest", "admin"]) })
        {
            JsonNode key = await PostAsync("/api/v2/keys", new { name, scopes });
            _given[name] = (string)key["secret"]!;
            if (name == "ended")
            {
                Assert.Equal(HttpStatusCode.NoContent, (await _product.Admin.DeleteAsync("/api/v2/keys/" + (string)key["id"]!)).StatusCode);
            }

            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        foreach (object goal in new object[]
        {
            new { type = "event", pattern = "Signup", value = 12.5 },
            new { type = "event", pattern = "Purchase" },
            new { type = "page", pattern = "/pricing", scroll = 50, name = "Read half of the prices" },
            new { type = "page", pattern = "/product", match = "starts_with" },
            new { type = "page", pattern = "^/(thanks|cart)", match = "regex", name = "Nearly there" },
            new { type = "event", pattern = "Old", isActive = false },
        })
        {
            _ = await PostAsync($"/api/v2/sites/{Shop}/goals", goal);
        }

        _ = await PostAsync($"/api/v2/sites/{Blog}/goals", new { type = "page", pattern = "/post", match = "contains" });
        JsonNode segment = await PostAsync(
            $"/api/v2/sites/{Shop}/segments",
            JsonNode.Parse("""{"name":"Readers from search","filters":[["is","visit:source",["Google"]],["contains","event:page",["/"]]]}""")!);
        _ = await PostAsync($"/api/v2/sites/{Docs}/segments", JsonNode.Parse("""{"name":"On phones","filters":[["is","visit:device",["Mobile"]]]}""")!);
        JsonNode funnel = await PostAsync($"/api/v2/sites/{Shop}/funnels", JsonNode.Parse(
            """{"name":"Buying","steps":[{"page":"/"},{"page":"/product/**","name":"Any product"},{"filters":[["is","event:goal",["Purchase"]]]}],"window":"visit","breakdown":"visit:device"}""")!);
        _ = await PostAsync(
            $"/api/v2/sites/{Shop}/funnels",
            JsonNode.Parse("""{"name":"People who sign up","steps":[{"page":"/"},{"event":"Signup"}],"who":"people","window":"7d","order":"strict"}""")!);
        (_given["segment"], _given["funnel"]) = (segment["id"]!.ToJsonString(), (string)funnel["id"]!);
    }

    private async Task LiveAsync()
    {
        var timeline = new Timeline(_product, _clock);
        var visits = new Visits(_product, timeline);
        string[] people = ["ada", "bob", "cy"];
        foreach (string day in (string[])["10-31", "11-01", "11-02", "11-09", "11-10", "11-12", "11-13", "11-17", "11-18", "11-20"])
        {
            int d = int.Parse(day[3..], CultureInfo.InvariantCulture);
            visits.Add(Shop, day + " 05:40", d % 9, ["/", "/pricing", "/product/1?ref=mail&secret=1"]); // in New York the hour that was there twice on 1 November, or the day before
            visits.Add(Shop, day + " 06:40", (d + 4) % 9, ["/"]);
            visits.Add(Shop, day + " 14:00", (d + 1) % 9, ["/", "/product/2", "Signup /pricing", "/thanks", "Purchase /thanks"], people[d % 3]);
            visits.Add(Shop, day + " 20:15", (d + 2) % 9, ["/pricing", "/", "Seen /", "/cart"], people[(d + 1) % 3]);
            visits.AddDropped(Shop, day + " 21:00", d % 2 == 0 ? "bot" : "excluded_path");
        }

        foreach (string day in (string[])["11-01", "11-04", "11-05", "11-06", "11-10", "11-12", "11-19", "11-20"])
        {
            int d = int.Parse(day[3..], CultureInfo.InvariantCulture);
            visits.Add(Blog, day + " 10:05", d % 5, ["/", "/post/1", "/post/3f2a9c01-d4e5-4f60-8a1b-0c2d3e4f5a6b"]);
            visits.Add(Blog, day + " 18:45", (d + 2) % 5, ["/post/1", "Signup /post/1"]); // after midnight in Kolkata, before it in Karachi
            visits.AddDropped(Blog, day + " 19:00", "hostname");
        }

        foreach (string day in (string[])["11-12", "11-17", "11-18", "11-19"])
        {
            visits.Add(Docs, day + " 09:00", 2, ["/", "/guide/ä-ö?", "/guide/2"]);
            visits.Add(Docs, day + " 23:58", 3, ["/", "/guide/1", "/guide/2"]); // over midnight
        }

        visits.AddDropped(Shop, "11-20 22:00", "excluded_ip");
        visits.Add(Shop, "11-21 10:30", 5, ["/", "/pricing", "Signup /pricing"], "bob");
        visits.Add(Shop, "11-21 11:56", 4, ["/"]);
        visits.Add(Blog, "11-21 11:40", 2, ["/", "/post/2"]);
        visits.AddDropped(Shop, "11-21 11:50", "bot");

        timeline.At(Time("11-05 09:00"), () => PutAsync("/api/v2/sites/" + Blog, new { timezone = "Asia/Kolkata" }));
        timeline.At(Time("11-10 12:00"), () => LibraryRecords.WriteAsync(_product.Dynamo, _product.Tables.Events, _clock.GetUtcNow()));
        timeline.At(Time("11-11 09:00"), async () => await PostAsync("/api/v2/sites/app.example/maintenance/seal", new { day = "2026-11-10" }));
        timeline.At(Time("11-12 09:00"), () => LateAsync(Shop, "2026-11-10T15:00:00Z", 4)); // after the seal of that day, which is sealed again
        timeline.At(Time("11-12 15:00"), () => SessionAsync("mallory"));
        timeline.At(Time("11-13 15:00"), () => SessionAsync("mallory"));
        timeline.At(Time("11-15 12:00"), async () => await PostAsync($"/api/v2/sites/{Shop}/erasures", new { userId = "mallory" }));
        timeline.At(Time("11-16 12:00"), () => PutAsync("/api/v2/sites/" + Docs, new { settings = new { dataRetentionDays = 1000 } }));
        timeline.At(Time("11-19 12:00"), () => LibraryRecords.WriteAsync(_product.Dynamo, _product.Tables.Events, _clock.GetUtcNow()));
        timeline.At(Time("11-20 08:00"), async () => await PostAsync("/api/v2/sites/app.example/maintenance/seal", new { day = "2026-11-19" }));
        timeline.At(Time("11-20 12:00"), () => ManyAsync("2026-11-20", 520, i => $"{Hash(i)} ä\"\\{i % 40}"));
        timeline.At(Time("11-21 08:00"), () => ManyAsync("2026-11-21", 2100, i => i % 10 == 7 ? $"{i % 40}" : null)); // more than an open day leaves uncompacted
        timeline.At(Time("11-21 11:50"), () => LibraryRecords.WriteAsync(_product.Dynamo, _product.Tables.Events, _clock.GetUtcNow()));
        timeline.At(Time("11-21 11:55"), () => LateAsync("app.example", "2026-11-19T15:00:00Z", 1));
        timeline.At(Time("11-21 11:58"), SignInAsync);
        visits.Add(Docs, "11-21 11:55", 2, ["/", "/guide/1"]);
        await timeline.RunAsync(OldFolder.LeftAt);
    }

    private async Task LateAsync(string site, string at, int count) => await PostAsync("/v1/ingest/batch", new
    {
        site,
        events = Enumerable.Range(0, count).Select(i => new { id = $"late-{i}", url = $"https://{site}/late/{i}", timestamp = at, visitor = new { id = "late-" + i } }),
    });

    private async Task SessionAsync(string userId) => await PostAsync("/v1/ingest/session", new
    {
        site = Shop,
        visitor = new { ip = "203.0.113.99", userAgent = Some.Chrome },
        userId,
        country = "EE",
        events = new object[]
        {
            new { url = $"https://{Shop}/private", referrer = "https://www.google.com/" },
            new { url = $"https://{Shop}/thanks", name = "Purchase", revenue = new { currency = "EUR", amount = 5 } },
        },
    });

    private static string Hash(int i) => Convert.ToHexStringLower(SHA256.HashData([(byte)i, (byte)(i >> 8)]))[..24];

    // In batches, so that they are stored in packs; in the hour before. Text that cannot be compressed makes a block too large for its Day.
    private async Task ManyAsync(string day, int count, Func<int, string?> text)
    {
        DateTimeOffset first = _clock.GetUtcNow().AddHours(-1);
        foreach (int[] some in Enumerable.Range(0, count).Chunk(350))
        {
            _ = await PostAsync("/v1/ingest/batch", new
            {
                site = Docs,
                events = some.Select(i => new
                {
                    id = string.Create(CultureInfo.InvariantCulture, $"{day}.{i}"),
                    url = string.Create(CultureInfo.InvariantCulture, $"https://{Docs}/chapter/{i * i % 61}"),
                    name = i % 10 == 7 ? "Copied" : "pageview",
                    timestamp = first.AddSeconds(i),
                    visitor = new { id = string.Create(CultureInfo.InvariantCulture, $"reader-{i * 7 % 97}") },
                    consent = true,
                    country = i % 3 == 0 ? "EE" : "IN",
                    props = text(i) is { } n ? new { n } : null,
                }),
            });
        }
    }

    private async Task SignInAsync()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.Anonymous.PostAsJsonAsync("/api/v2/login", new { email = "nobody@example.com", password = "guessed" })).StatusCode);
        HttpResponseMessage response = await _product.Anonymous.PostAsJsonAsync("/api/v2/login", new { email = RunningProduct.Email, password = RunningProduct.Password });
        _given["cookie"] = response.Headers.GetValues("Set-Cookie").First().Split(';')[0];
    }

    private async Task<JsonNode> PostAsync(string path, object body)
    {
        HttpResponseMessage response = await _product.Admin.PostAsJsonAsync(path, body);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, path + " " + text);
        Assert.DoesNotContain("\"reason\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"errors\"", text, StringComparison.Ordinal);
        return JsonNode.Parse(text)!;
    }

    private async Task PutAsync(string path, object body) => (await _product.Admin.PutAsJsonAsync(path, body)).EnsureSuccessStatusCode();

    private static DateTimeOffset Time(string at) => DateTimeOffset.ParseExact("2026-" + at, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    // A member a line, so that a difference is found by its question.
    private static Task WriteAsync(string file, JsonObject members) => File.WriteAllTextAsync(
        OldFolder.Kept(file),
        "{\n" + string.Join(",\n", members.Select(m => $"{JsonValue.Create(m.Key).ToJsonString(Form)}: {m.Value!.ToJsonString(Form)}")) + "\n}\n");

    private static void Pack(string folder)
    {
        using FileStream file = File.Create(OldFolder.Kept(OldFolder.Packed));
        using var zipped = new BrotliStream(file, CompressionLevel.SmallestSize);
        using var tar = new TarWriter(zipped, TarEntryFormat.Ustar);
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            using FileStream content = File.OpenRead(path);
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, Path.GetFileName(path)) { DataStream = content, ModificationTime = OldFolder.LeftAt });
        }
    }
}
