using CyberWatch.Dashboard;
using CyberWatch.Infra.Options;
using CyberWatch.Infra.Registry;

var arguments = SettingArguments.Take(args);
if (arguments.Faults is { Count: > 0 } faults)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, faults));
    return 2;
}

var builder = WebApplication.CreateBuilder(
    new WebApplicationOptions { Args = [.. arguments.Others], ContentRootPath = AppContext.BaseDirectory }
);
builder.Configuration.AddCyberWatch(arguments);
builder.AddDashboard();
var app = builder.Build();
app.UseDashboard();
await app.Services.GetRequiredService<RegistryMigration>().RunAsync(CancellationToken.None);
await app.RunAsync();
return 0;
