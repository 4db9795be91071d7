using MimeKit;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>The embedded default: no relay is set, and letters are files that an operator can open. The same letter is the same file.</summary>
internal sealed class LetterFolder(DataFolder data) : ILetterCarrier
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    public const string Name = "letters";

    public bool IsFolder => true;

    public Task<CarrierFault?> ReadyAsync(CancellationToken cancellationToken) => Task.FromResult<CarrierFault?>(null);

    public async Task<Carried> CarryAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return new Carried.Taken(await WriteAsync(message, cancellationToken));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Carried.NotHanded(new(LetterErrors.Misconfigured, e.Message));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<string> WriteAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(data.Root, Name)).FullName;
        var name = $"{message.MessageId!.Split('@')[0]}.eml";
        var whole = Path.Combine(folder, name);
        var part = $"{whole}.{Guid.NewGuid():N}.part";
        var mode = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            mode.UnixCreateMode = OwnerOnly;
        try
        {
            await using (var file = new FileStream(part, mode))
            {
                await message.WriteToAsync(file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, whole, overwrite: true);
        }
        catch
        {
            // a disk that is full must not be filled with halves
            File.Delete(part);
            throw;
        }

        return Path.Combine(Name, name);
    }
}
