using System.CommandLine;
using CyberWatch.Infra;
using CyberWatch.Infra.Options;
using CyberWatch.Infra.Registry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Commands;

/// <summary>One run of one verb: its arguments, the configuration, where to write, and the services once opened.</summary>
internal sealed class CommandContext(
    ParseResult parse,
    IConfigurationRoot configuration,
    CommandOutput output,
    SettingArguments settings,
    Action<IServiceCollection>? substitutes
) : IAsyncDisposable
{
    private readonly List<ServiceProvider> _opened = [];

    public ParseResult Parse => parse;
    public IConfigurationRoot Configuration => configuration;
    public CommandOutput Output => output;

    /// <summary>For a verb with a host of its own, which adds them by <c>AddCyberWatch</c>.</summary>
    public SettingArguments Settings => settings;

    /// <summary>Registered last, in a host of its own too.</summary>
    public void Substitute(IServiceCollection services) => substitutes?.Invoke(services);

    /// <summary>
    /// Builds the services of a verb, checks all options, and goes on once the registry is up to date. One that is not there is not made:
    /// an empty answer out of a mistyped folder would be believed.
    /// </summary>
    /// <exception cref="OptionsValidationException">An option's value is not what it must be.</exception>
    /// <exception cref="IOException">There is no registry, or it cannot be used; the message says what to do.</exception>
    public Task<IServiceProvider> OpenAsync(
        Action<IServiceCollection, IConfiguration> register,
        CancellationToken cancellationToken
    ) => ReadyAsync(register, begins: false, cancellationToken);

    /// <summary>The same for a verb that a first day can begin with: it makes folder and registry where they are not there yet.</summary>
    /// <exception cref="OptionsValidationException">An option's value is not what it must be.</exception>
    /// <exception cref="IOException">The registry cannot be made or used; the message says what to do.</exception>
    public Task<IServiceProvider> BeginAsync(
        Action<IServiceCollection, IConfiguration> register,
        CancellationToken cancellationToken
    ) => ReadyAsync(register, begins: true, cancellationToken);

    private async Task<IServiceProvider> ReadyAsync(
        Action<IServiceCollection, IConfiguration> register,
        bool begins,
        CancellationToken cancellationToken
    )
    {
        var services = Build(register);
        if (!begins && services.GetRequiredService<RegistryPresence>().WhyNone() is { } sentence)
            throw new IOException(sentence);
        await services.GetRequiredService<RegistryMigration>().RunSoonAsync(cancellationToken);
        return services;
    }

    /// <summary>The same for a verb that brings the registry up to date itself.</summary>
    /// <exception cref="OptionsValidationException">An option's value is not what it must be.</exception>
    public IServiceProvider Build(Action<IServiceCollection, IConfiguration> register)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging =>
            logging
                .SetMinimumLevel(LogLevel.Warning)
                // what it has to say is in the exception, which becomes a sentence
                .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None)
                .AddConfiguration(configuration.GetSection("Logging"))
                .AddSimpleConsole(console => console.SingleLine = true)
        );
        // standard output is for what was asked
        services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        services.AddRegistry(configuration);
        register(services, configuration);
        Substitute(services);
        var built = services.BuildServiceProvider();
        _opened.Add(built);
        built.GetService<IStartupValidator>()?.Validate();
        return built;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var services in _opened)
        {
            await services.DisposeAsync();
        }
    }
}
