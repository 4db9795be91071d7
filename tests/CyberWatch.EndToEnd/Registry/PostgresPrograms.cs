using CyberWatch.EndToEnd.Mail;
using CyberWatch.Infra.Registry;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.EndToEnd.Registry;

/// <summary>A database of one test, and what programs are told to work with it: registry and schedule in the same one.</summary>
internal sealed class PostgresPrograms : IDbContextFactory<RegistryContext>, IDisposable
{
    private readonly PostgresServer _server;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("cyberwatch-server-");

    public PostgresPrograms(PostgresServer server, bool migrated)
    {
        _server = server;
        Database = server.NewDatabase(migrated);
        PasswordFile = Path.Combine(_data.FullName, "password");
        File.WriteAllText(PasswordFile, PostgresServer.Password + "\n");
    }

    public string Database { get; }
    public string Data => _data.FullName;
    public string PasswordFile { get; }

    public string[] Settings => SettingsOf(_server.AddressOf(Database), PasswordFile);

    public static string[] SettingsOf(string address, string passwordFile) =>
        [
            "--Registry:Provider=Postgres",
            $"--Registry:Address={address}",
            $"--Registry:PasswordFile={passwordFile}",
            "--Schedule:Provider=Postgres",
            $"--Schedule:Address={address}",
            $"--Schedule:PasswordFile={passwordFile}",
        ];

    public Task<(int Status, string Output)> RunAsync(params string[] verb) =>
        ScannerCommand.RunAsync([.. verb, "--data", Data, .. Settings]);

    public RegistryContext CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<RegistryContext>();
        options.UseRegistryServer(_server.ConnectionOf(Database));
        return RegistryProvider.Open(options.Options);
    }

    public void Dispose()
    {
        _server.Drop(Database);
        _data.Delete(recursive: true);
    }
}
