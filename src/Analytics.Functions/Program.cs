using Analytics.Functions.Collect;
var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();
app.MapCollect();
await app.RunAsync();
