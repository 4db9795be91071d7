using System.Security.Cryptography;
using System.Text.Json;

namespace CyberWatch.Infra.Backup;

/// <summary>What a backup says of itself. Written last, so that a folder without it is no backup.</summary>
/// <param name="Made">When the registry was copied.</param>
/// <param name="FindingsFrom">
/// When the copy of the findings began, which came first. What the registry says was delivered after this instant may not be in them.
/// </param>
/// <param name="Files">Names and SHA-256 of what lies beside it.</param>
internal sealed record BackupManifest(DateTimeOffset Made, DateTimeOffset FindingsFrom, IReadOnlyDictionary<string, string> Files)
{
    public const string Name = "backup.json";

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerOptions.Web) { WriteIndented = true };

    /// <exception cref="IOException">It is not there, or is none; the message says what to do.</exception>
    public static async Task<BackupManifest> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            throw new IOException(
                $"{folder} is no whole backup: {Name} is not in it. Name a folder that 'cyberwatch backup' has made."
            );
        }

        try
        {
            var text = await File.ReadAllTextAsync(path, cancellationToken);
            return JsonSerializer.Deserialize<BackupManifest>(text, Shape) ?? throw new JsonException("it is empty");
        }
        catch (JsonException fault)
        {
            throw new IOException($"{path} cannot be read ({fault.Message}). Take another backup.", fault);
        }
    }

    public Task WriteAsync(string folder, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(folder, Name), JsonSerializer.Serialize(this, Shape), cancellationToken);

    public static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
