// Makes the kernels callable from Node: each function once at once and once on the thread pool, returning a promise.
// Numbers become integers or doubles and typed arrays become pointers by the C++ signature alone; nothing is copied,
// and arrays are kept alive until the call is over.
#define NAPI_VERSION 8
#include "vector.h"
#include <fcntl.h>
#include <node_api.h>
#include <tuple>
#include <type_traits>
#include <unistd.h>
#include <utility>
#include <vector>

template <class T> static T convert(napi_env env, napi_value value) {
  if constexpr (std::is_pointer_v<T>) {
    void *data = nullptr;
    napi_get_typedarray_info(env, value, nullptr, nullptr, &data, nullptr, nullptr);
    return static_cast<T>(data);
  } else if constexpr (std::is_floating_point_v<T>) {
    double number = 0;
    napi_get_value_double(env, value, &number);
    return static_cast<T>(number);
  } else {
    int64_t number = 0;
    napi_get_value_int64(env, value, &number);
    return static_cast<T>(number);
  }
}

template <class Result, class... Args> struct Call {
  Result (*function)(Args...);
  std::tuple<Args...> arguments;
  double result = 0;
  std::vector<napi_ref> kept;
  napi_deferred deferred = nullptr;
  napi_async_work work = nullptr;

  void run() {
    if constexpr (std::is_void_v<Result>) std::apply(function, arguments);
    else result = static_cast<double>(std::apply(function, arguments));
  }
};

template <class Result, class... Args, size_t... I>
static std::tuple<Args...> read(napi_env env, napi_value *values, std::index_sequence<I...>, Result (*)(Args...)) {
  return {convert<Args>(env, values[I])...};
}

template <auto function> struct Binding;
template <class Result, class... Args, Result (*function)(Args...)> struct Binding<function> {
  typedef Call<Result, Args...> Bound;

  static bool arguments(napi_env env, napi_callback_info info, napi_value *values) {
    size_t count = sizeof...(Args);
    napi_get_cb_info(env, info, &count, values, nullptr, nullptr);
    if (count == sizeof...(Args)) return true;
    napi_throw_type_error(env, nullptr, "a kernel was called with too few or too many arguments");
    return false;
  }

  static napi_value now(napi_env env, napi_callback_info info) {
    napi_value values[sizeof...(Args) + 1], number = nullptr;
    if (!arguments(env, info, values)) return nullptr;
    Bound call{function, read(env, values, std::index_sequence_for<Args...>(), function), 0, {}, nullptr, nullptr};
    call.run();
    napi_create_double(env, call.result, &number);
    return number;
  }

  static void execute(napi_env, void *data) { static_cast<Bound *>(data)->run(); }

  static void complete(napi_env env, napi_status, void *data) {
    Bound *call = static_cast<Bound *>(data);
    napi_value number = nullptr;
    napi_create_double(env, call->result, &number);
    for (napi_ref ref : call->kept) napi_delete_reference(env, ref);
    napi_delete_async_work(env, call->work);
    napi_resolve_deferred(env, call->deferred, number);
    delete call;
  }

  static napi_value later(napi_env env, napi_callback_info info) {
    napi_value values[sizeof...(Args) + 1], promise = nullptr, name = nullptr;
    if (!arguments(env, info, values)) return nullptr;
    Bound *call = new Bound{function, read(env, values, std::index_sequence_for<Args...>(), function), 0, {}, nullptr,
                            nullptr};
    for (size_t i = 0; i < sizeof...(Args); i++) {
      napi_valuetype type;
      napi_typeof(env, values[i], &type);
      if (type != napi_object) continue;
      napi_ref ref;
      napi_create_reference(env, values[i], 1, &ref);
      call->kept.push_back(ref);
    }
    napi_create_promise(env, &call->deferred, &promise);
    napi_create_string_utf8(env, "mitoscope kernel", NAPI_AUTO_LENGTH, &name);
    napi_create_async_work(env, nullptr, name, execute, complete, call, &call->work);
    napi_queue_async_work(env, call->work);
    return promise;
  }

  static void add(napi_env env, napi_value target, const char *name) {
    napi_value entry, method;
    napi_create_object(env, &entry);
    napi_create_function(env, "now", NAPI_AUTO_LENGTH, now, nullptr, &method);
    napi_set_named_property(env, entry, "now", method);
    napi_create_function(env, "later", NAPI_AUTO_LENGTH, later, nullptr, &method);
    napi_set_named_property(env, entry, "later", method);
    napi_set_named_property(env, target, name, entry);
  }
};

#include "dense.cc"
#include "exact.cc"
#include "gram.cc"
#include "held-out.cc"
#include "readout.cc"
#include "refit.cc"
#include "residual.cc"

// Sends standard error nowhere, and back to where it went: libraries that write there while they load cannot be told
// otherwise.
static i32 mute_errors() {
  i32 saved = dup(2), nowhere = open("/dev/null", O_WRONLY);
  dup2(nowhere, 2);
  close(nowhere);
  return saved;
}
static void unmute_errors(i32 saved) {
  dup2(saved, 2);
  close(saved);
}

#define ADD(FUNCTION) Binding<FUNCTION>::add(env, exports, #FUNCTION)
NAPI_MODULE_INIT() {
  ADD(panel_rows_f32);
  ADD(panel_rows_f64);
  ADD(pack_f32_f32);
  ADD(pack_f32_f64);
  ADD(pack_f64_f32);
  ADD(pack_f64_f64);
  ADD(judge_chunks_f32);
  ADD(judge_chunks_f64);
  ADD(residual_space);
  ADD(residual_nested);
  ADD(held_out_space);
  ADD(held_out_nested);
  ADD(exact_space);
  ADD(residual_exactly);
  ADD(held_out_exactly);
  ADD(refit_space);
  ADD(refit_nested);
  ADD(dense_lanes);
  ADD(dense_forward);
  ADD(dense_backward);
  ADD(dense_gate);
  ADD(dense_update);
  ADD(gram_space);
  ADD(gram_tiles);
  ADD(gram_pack_f32);
  ADD(gram_pack_f64);
  ADD(gram_add);
  ADD(gram_finish);
  ADD(mute_errors);
  ADD(unmute_errors);
  return exports;
}
