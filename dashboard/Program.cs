using System.Data.Common;
using CyberWatch.Dashboard;
using CyberWatch.Infra;
using CyberWatch.Infra.Options;
using CyberWatch.Infra.Registry;
using Microsoft.Extensions.Options;

const int Failed = 1;
const int BadInput = 2;

try
{
    var arguments = SettingArguments.Take(args);
    if (StrangeArguments.AskForHelp(arguments.Others))
    {
        await Console.Out.WriteLineAsync(StrangeArguments.Help);
        return 0;
    }

    string[] faults = [.. arguments.Faults, .. StrangeArguments.Faults(arguments.Others), .. SettingSources.Unknown(arguments)];
    if (faults.Length > 0)
    {
        await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, faults));
        return BadInput;
    }

    var builder = WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = [.. arguments.Others], ContentRootPath = AppContext.BaseDirectory }
    );
    builder.Configuration.AddCyberWatch(arguments);
    builder.AddDashboard();
    var app = builder.Build();
    // before the host looks, which would show a stack
    app.Services.GetRequiredService<IStartupValidator>().Validate();
    if (ListenAddress.Fault(app.Configuration["urls"]) is { } taken)
    {
        await Console.Error.WriteLineAsync(taken);
        return Failed;
    }

    app.UseDashboard();
    await app.Services.GetRequiredService<RegistryMigration>().RunAsync(CancellationToken.None);
    app.Services.GetRequiredService<DataFolder>().WarnIfOpen(app.Logger);
    await app.RunAsync();
    return 0;
}
catch (Exception fault) when (SettingFaults.SentenceOf(fault) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return BadInput;
}
catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DbException)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return Failed;
}
