using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.EndToEnd.Registry;

/// <summary>One registry on a server, and workers with a data folder each.</summary>
public sealed class SharedRegistryTests : IDisposable
{
    private readonly PostgresPrograms _programs = new(PostgresServer.Shared, migrated: true);
    private readonly TemporaryData _first = new();
    private readonly TemporaryData _second = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _programs.Dispose();
    }

    [Fact]
    public async Task A_second_worker_with_a_folder_of_its_own_is_no_restored_backup()
    {
        await PlanAsync();
        await CheckAsync(_first, _programs.Database);
        await CheckAsync(_second, _programs.Database);
        await CheckAsync(_first, _programs.Database);

        Assert.Equal(LetterState.Planned, await StateAsync(_programs.Database));
    }

    [Fact]
    public async Task A_database_that_was_put_back_holds_what_is_unsent()
    {
        await PlanAsync();
        await CheckAsync(_first, _programs.Database);
        var copy = $"{_programs.Database}_copy";
        PostgresServer.Shared.Release(_programs.Database);
        PostgresServer.Shared.Run($"create database {copy} template {_programs.Database}");

        await CheckAsync(_first, copy);

        Assert.Equal((LetterState.Held, LetterState.Planned), (await StateAsync(copy), await StateAsync(_programs.Database)));
        PostgresServer.Shared.Drop(copy);
    }

    private async Task PlanAsync()
    {
        await using var context = _programs.CreateDbContext();
        var edition = MailParts.Edition();
        context.Editions.Add(edition);
        context.Letters.Add(MailParts.Letter(edition));
        await context.SaveChangesAsync(Token);
    }

    /// <summary>What a worker does before its first letter.</summary>
    private static async Task CheckAsync(TemporaryData folder, string database)
    {
        var configuration = new ConfigurationManager
        {
            ["Data:Folder"] = folder.Path,
            ["Registry:Provider"] = "Postgres",
            ["Registry:Address"] = PostgresServer.Shared.AddressOf(database) + ";Pooling=false",
            ["Registry:Password"] = PostgresServer.Password,
        };
        var services = new ServiceCollection().AddLogging();
        CyberWatch.Infra.InfraRegistration.AddRegistry(services, configuration);
        services.AddMailDelivery(configuration);
        await using var worker = services.BuildServiceProvider();
        await worker.GetRequiredService<RestoredBackup>().CheckAsync(Token);
    }

    private static async Task<LetterState> StateAsync(string database)
    {
        var options = new DbContextOptionsBuilder<RegistryContext>();
        options.UseRegistryServer(PostgresServer.Shared.ConnectionOf(database) + ";Pooling=false");
        await using var context = RegistryProvider.Open(options.Options);
        return (await context.Letters.AsNoTracking().SingleAsync(Token)).State;
    }
}
