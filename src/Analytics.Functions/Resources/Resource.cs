using System.Buffers;
using System.Text;
using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Resources;

/// <summary>
/// Something that people keep: sites, goals, segments, funnels, notes. All of them are read with a tag, listed in pages, and changed and
/// deleted only as they were read, where the request says so.
/// </summary>
/// <param name="Kind">What one is called: <c>goal</c>.</param>
/// <param name="Plural">The member that has them all: <c>goals</c>.</param>
/// <param name="Columns">The members of one, in their order.</param>
/// <param name="IdOf">What names one within its list.</param>
/// <param name="Write">Writes one as an object.</param>
internal sealed record Resource<T>(string Kind, string Plural, IReadOnlyList<string> Columns, Func<T, string> IdOf, Action<Utf8JsonWriter, T> Write) where T : class
{
    /// <summary>One of them, with its tag; 404 where there is none.</summary>
    public IResult One(T? found) => found is null ? Problem.NotFound(Kind) : new TaggedAnswer(Json(writer => Write(writer, found)));

    /// <summary>A page of them in the form that is asked for, with a tag of its own.</summary>
    /// <param name="context">The request.</param>
    /// <param name="file">What a file of them is called.</param>
    /// <param name="all">All of them, in an order that stays.</param>
    /// <param name="known">Faults that were found before; they are told with those of <c>limit</c> and <c>after</c>.</param>
    public IResult List(HttpContext context, TableFile file, IReadOnlyList<T> all, params IReadOnlyList<InputFault> known)
    {
        List<InputFault> faults = [.. known];
        var page = ListPage.Read(context.Request.Query, after => all.Select(IdOf).ToList().IndexOf(after), Kind, faults);
        if (faults.Count > 0)
        {
            return Problem.Invalid(faults);
        }

        T[] some = [.. all.Skip(page.Offset).Take(page.Limit)];
        byte[] json = Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray(Plural);
            Array.ForEach(some, one => Write(writer, one));
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        AskedForm asked = context.FormAsked();
        bool goesOn = page.Offset + some.Length < all.Count && some.Length > 0;
        if (asked.Form != AnswerForm.Json && EntityTag.IsKnown(context, EntityTag.Of([.. Encoding.UTF8.GetBytes($"{asked.Form.Name} {asked.HasMark} {goesOn} "), .. json])))
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        return new TableAnswer(new TaggedAnswer(json), new Table(Columns, [.. some.Select(one => (Action<Utf8JsonWriter>)(writer => Write(writer, one)))]), file)
        {
            Total = all.Count,
            Next = _ => goesOn ? NextPart.With(context, ListPage.After, IdOf(some[^1])) : null,
        };
    }

    /// <summary>Why a request is not about what is stored; null where it is.</summary>
    /// <param name="context">The request, and the answer, which is told the tag of what is stored.</param>
    /// <param name="stored">As it was just read; a change of it must be written on the condition that it is still so.</param>
    public Problem? Refuse(HttpContext context, T stored)
    {
        string tag = EntityTag.Of(Json(writer => Write(writer, stored)));
        if (EntityTag.Matches(context.Request, tag))
        {
            return null;
        }

        context.Response.Headers.ETag = tag;
        return Changed;
    }

    /// <summary>What came of saving one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isNew">Whether it was made.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="viewOf">What is answered of what is stored.</param>
    /// <param name="address">Where it is.</param>
    public IResult Saved<TStored>(HttpContext context, bool isNew, SaveOutcome<TStored> outcome, Func<TStored, T> viewOf, Func<TStored, string> address)
    {
        if (outcome is SaveOutcome<TStored>.Changed && EntityTag.IsAsked(context.Request))
        {
            return Changed;
        }

        return SaveAnswer.Of(outcome, Kind, stored =>
        {
            byte[] json = Json(writer => Write(writer, viewOf(stored)));
            if (isNew)
            {
                context.Response.Headers.Location = context.Link(address(stored));
            }

            return new TaggedAnswer(json, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        });
    }

    /// <summary>Deletes one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="stored">As it was just read; null where there is none.</param>
    /// <param name="delete">Deletes it, whatever has become of it; false where it is gone.</param>
    /// <param name="deleteUnchanged">Deletes it if it is still as it was read.</param>
    public async Task<IResult> DeleteAsync(HttpContext context, T? stored, Func<T, Task<bool>> delete, Func<T, Task<bool>> deleteUnchanged)
    {
        if (stored is null)
        {
            return Problem.NotFound(Kind);
        }

        if (!EntityTag.IsAsked(context.Request))
        {
            return await delete(stored) ? Results.NoContent() : Problem.NotFound(Kind);
        }

        return Refuse(context, stored) ?? (await deleteUnchanged(stored) ? Results.NoContent() : Changed);
    }

    /// <summary>It is not any more what the request is about.</summary>
    public Problem Changed => new(
        "Changed meanwhile",
        StatusCodes.Status412PreconditionFailed,
        $"The {Kind} is not what If-Match names any more: read it again and repeat the change.");

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
